// Paths as the host speaks them: absolute, with `/`.

export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === 0 ? '/' : path.slice(0, Math.max(slash, 0));
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A name as written in an #include, seen from a folder; `.` and, where no link can interfere, `..` taken out. */
export function joinPath(folder: string, name: string): string {
  const path = isAbsolute(name) || folder === '' ? name : `${folder}/${name}`;
  if (!path.includes('/.') && !path.includes('//') && !path.startsWith('.')) return path;
  const parts: string[] = [];
  for (const [index, part] of path.split('/').entries()) {
    if (part === '.' || (part === '' && index > 0)) continue;
    const last = parts[parts.length - 1];
    if (part === '..' && last !== undefined && last !== '..' && last !== '') parts.pop();
    else if (part !== '..' || last !== '') parts.push(part);
  }
  return parts.join('/');
}

export function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path);
}

/** How to say `path` in `folder`: without `./` before it. */
export function relativePath(folder: string, path: string): string {
  const from = folder === '/' ? [''] : folder.split('/');
  const to = path.split('/');
  let common = 0;
  while (common < from.length && common < to.length - 1 && from[common] === to[common]) common++;
  if (common === 0) return path;
  return [...from.slice(common).map(() => '..'), ...to.slice(common)].join('/');
}
