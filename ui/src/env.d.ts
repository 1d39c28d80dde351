/** False in what ships: the fake host and all that it loads fall out of the bundle. */
declare const __FAKE__: boolean;
