/** Who has which paths. Adding and asking cost the number of folders in the path, however deep it lies. */
export type PathTree = {
  readonly add: (path: string, owner: string) => void;
  /** Whether somebody else has this path, a folder above it, or anything below it. */
  readonly meetsOthers: (path: string, owner: string) => boolean;
};

type Folder = { readonly inside: Map<string, Folder>; readonly owners: Set<string>; readonly below: Set<string> };

/** `path` is absolute and normalised. */
export function createPathTree(): PathTree {
  const root = createFolder();
  const add = (path: string, owner: string): void => {
    let folder = root;
    folder.below.add(owner);
    for (const part of partsOf(path)) {
      const next = folder.inside.get(part) ?? createFolder();
      folder.inside.set(part, next);
      folder = next;
      folder.below.add(owner);
    }
    folder.owners.add(owner);
  };
  const meetsOthers = (path: string, owner: string): boolean => {
    let folder = root;
    for (const part of partsOf(path)) {
      if (hasOther(folder.owners, owner)) return true;
      const next = folder.inside.get(part);
      if (next === undefined) return false;
      folder = next;
    }
    return hasOther(folder.below, owner);
  };
  return { add, meetsOthers };
}

function createFolder(): Folder {
  return { inside: new Map(), owners: new Set(), below: new Set() };
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

function hasOther(owners: ReadonlySet<string>, owner: string): boolean {
  return owners.size > (owners.has(owner) ? 1 : 0);
}
