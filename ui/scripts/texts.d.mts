export function compiled(source: string, wanted?: (id: string) => boolean): string;
