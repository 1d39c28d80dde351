import '@testing-library/svelte/vitest';
import { configure } from '@testing-library/svelte';

// Parts load when they are needed: on a busy computer that takes longer than the usual second.
configure({ asyncUtilTimeout: 10_000 });
