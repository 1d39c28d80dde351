export function feedChunk(): (
  id: string,
  context: { getModuleInfo(id: string): { importedIds: string[] } | null },
) => string | null;
