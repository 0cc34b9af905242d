import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bad, fifo, folderOf, type Folder } from './run.ts';

const manifest = (dev: Record<string, string> = {}): string =>
  JSON.stringify({
    name: 'x',
    devDependencies: { qidl: '1', 'unplugin-qidl': '1', ...dev },
    dependencies: { '@qidl/runtime': '1' },
  });

const vite = `import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// https://vite.dev/config/ has plugins: [] and more
export default defineConfig({
  plugins: [react()],
})
`;
const tsconfig = `{
  // Strict, as always.
  "compilerOptions": {
    "strict": true, /* all of it */
    "target": "es2023" // for now
  },
  "include": ["src"]
}
`;
const workflow = `jobs:
  test:
    steps:
      - uses: actions/checkout@v4
      - run: npm ci
      - run: npm test
`;

function texts({ root }: Folder, ...files: string[]): string[] {
  return files.map((file) => readFileSync(join(root, file), 'utf8'));
}

test('a project with Vite: everything is set, shown, and a second run changes nothing', () => {
  const folder = folderOf({
    'package.json': manifest({ vite: '8' }),
    'tsconfig.json': tsconfig,
    'vite.config.ts': vite,
    '.gitignore': 'node_modules',
    '.github/workflows/ci.yml': workflow,
    'src/fifo.qidl.h': fifo,
  });
  const { qidl, read, changed } = folder;
  const dry = qidl('init', '--dry-run');
  expect(dry).toMatchObject({ status: 0, stderr: '' });
  expect(read('tsconfig.json')).toBe(tsconfig);
  expect(changed('qidl.lock.json')).toBeUndefined();

  const { status, stdout, stderr } = qidl('init');
  expect([status, stderr]).toEqual([0, '']);
  expect(`${stdout}Nothing was written: --dry-run.\n`).toBe(dry.stdout);
  expect(read('tsconfig.json')).toBe(`{
  // Strict, as always.
  "compilerOptions": {
    "strict": true, /* all of it */
    "target": "es2023", // for now
    "allowArbitraryExtensions": true,
    "rootDirs": [".", "./.qidl"]
  },
  "include": ["src"]
}
`);
  expect(read('vite.config.ts')).toBe(`import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import qidl from 'unplugin-qidl/vite'

// https://vite.dev/config/ has plugins: [] and more
export default defineConfig({
  plugins: [qidl(), react()],
})
`);
  expect(read('.gitignore')).toBe('node_modules\n.qidl/\n');
  expect(read('.github/workflows/ci.yml')).toContain(
    '      - run: npm ci\n      - run: npx qidl types --out .qidl && npx qidl lint && npx qidl check\n      - run: npm test\n',
  );
  expect(JSON.parse(read('qidl.config.json'))).toEqual({ lock: 'qidl.lock.json' });
  expect(Object.keys(JSON.parse(read('qidl.lock.json')).headers)).toEqual(['src/fifo.qidl.h']);
  expect(stdout).toContain(
    'tsconfig.json\n        "strict": true, /* all of it */\n  -     "target": "es2023" // for now\n',
  );
  expect(stdout).toContain("    import { defineConfig } from 'vite'\n  + import qidl from 'unplugin-qidl/vite'\n\n");
  expect(stdout).toContain('  -   plugins: [react()],\n  +   plugins: [qidl(), react()],\n');
  expect(stdout).toContain('qidl.config.json (new)\n  + {\n');

  const files = [
    'tsconfig.json',
    'vite.config.ts',
    '.gitignore',
    '.github/workflows/ci.yml',
    'qidl.config.json',
    'qidl.lock.json',
  ];
  const before = texts(folder, ...files);
  expect(qidl('init')).toEqual({ status: 0, stdout: 'Nothing to change.\n', stderr: '' });
  expect(texts(folder, ...files)).toEqual(before);
  expect(qidl('lint').status).toBe(0);
  expect(qidl('check').status).toBe(0);
});

test('the references of a Vite template, each with its own place of types', () => {
  const { qidl, read, changed } = folderOf({
    'package.json': manifest({ vite: '8' }),
    'tsconfig.json':
      '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }, { "path": "./tsconfig.node.json" }, { "path": "lib" }] }\n',
    'tsconfig.app.json': '{ "compilerOptions": {}, "include": ["src"] }\n',
    'tsconfig.node.json': '{ "compilerOptions": {}, "include": ["vite.config.ts"] }\n',
    'lib/tsconfig.json': '{ "compilerOptions": { "rootDirs": ["src", "gen/"], "allowArbitraryExtensions": false } }\n',
  });
  const before = changed('tsconfig.json');
  qidl('init');
  expect(changed('tsconfig.json')).toBe(before);
  expect(read('tsconfig.node.json')).not.toContain('rootDirs');
  expect(JSON.parse(read('tsconfig.app.json')).compilerOptions).toEqual({
    allowArbitraryExtensions: true,
    rootDirs: ['.', './.qidl'],
  });
  expect(JSON.parse(read('lib/tsconfig.json')).compilerOptions).toEqual({
    rootDirs: ['src', 'gen/', '../.qidl/lib/src', '../.qidl/lib/gen'],
    allowArbitraryExtensions: true,
  });
});

test.for<[title: string, file: string, before: string, after: string]>([
  [
    'no plugins yet',
    'vite.config.js',
    'export default {\n  base: "./"\n};\n',
    'import qidl from \'unplugin-qidl/vite\';\n\nexport default {\n  plugins: [qidl()],\n  base: "./"\n};\n',
  ],
  [
    'an empty config',
    'vite.config.js',
    'export default {}\n',
    "import qidl from 'unplugin-qidl/vite';\n\nexport default { plugins: [qidl()] }\n",
  ],
  [
    'an empty list',
    'rollup.config.mjs',
    'import a from "a";\nexport default { plugins: [] };\n',
    'import a from "a";\nimport qidl from "unplugin-qidl/rollup";\nexport default { plugins: [qidl()] };\n',
  ],
  [
    'a list of lines',
    'rspack.config.mjs',
    "import a from 'a';\n\nexport default {\n  plugins: [\n    a(),\n  ],\n};\n",
    "import a from 'a';\nimport qidl from 'unplugin-qidl/rspack';\n\nexport default {\n  plugins: [\n    qidl(),\n    a(),\n  ],\n};\n",
  ],
  [
    'a list of another plugin',
    'vite.config.ts',
    "import { a } from 'a'\n\nexport default defineConfig({\n  plugins: [a({ plugins: [] })],\n})\n",
    "import { a } from 'a'\nimport qidl from 'unplugin-qidl/vite'\n\nexport default defineConfig({\n  plugins: [qidl(), a({ plugins: [] })],\n})\n",
  ],
  [
    'lists of others only',
    'vite.config.js',
    'export default {\n  css: { postcss: { plugins: [] } },\n  worker: { plugins: () => [] },\n};\n',
    "import qidl from 'unplugin-qidl/vite';\n\nexport default {\n  plugins: [qidl()],\n  css: { postcss: { plugins: [] } },\n  worker: { plugins: () => [] },\n};\n",
  ],
  [
    'a function that makes a config',
    'vite.config.js',
    'export default defineConfig(async ({ mode }) => {\n  const base = mode;\n  return { base, plugins: [], define: {} };\n});\n',
    "import qidl from 'unplugin-qidl/vite';\n\nexport default defineConfig(async ({ mode }) => {\n  const base = mode;\n  return { base, plugins: [qidl()], define: {} };\n});\n",
  ],
])('the plugin line: %s', ([, file, before, after]) => {
  const { qidl, read } = folderOf({ 'package.json': manifest(), [file]: before });
  qidl('init');
  expect(read(file)).toBe(after);
});

test.for<[title: string, file: string, text: string]>([
  ['two configs', 'rollup.config.mjs', 'export default [{ plugins: [] }, { plugins: [] }];\n'],
  ['two branches', 'vite.config.js', 'export default dev ? { plugins: [] } : { plugins: [a()] };\n'],
  ['a list that is computed', 'vite.config.js', 'const plugins = [];\nexport default { plugins };\n'],
  ['a function', 'vite.config.js', 'export default defineConfig(({ mode }) => ({ base: mode }));\n'],
  ['what could be a regular expression', 'vite.config.js', 'export default { plugins: [], test: /"/ };\n'],
  ['a name that is taken', 'vite.config.js', 'const qidl = 1;\nexport default { plugins: [] };\n'],
])('the plugin line is left to a person: %s', ([, file, text]) => {
  const { qidl, read } = folderOf({ 'package.json': manifest(), [file]: text });
  const { status, stdout } = qidl('init');
  expect(status).toBe(0);
  expect(stdout).toContain(`- ${file}: add \`import qidl from 'unplugin-qidl/`);
  expect(read(file)).toBe(text);
});

test('the plugin line of a config in CommonJS is one that works there', () => {
  const text = 'module.exports = { plugins: [] };\n';
  const { qidl, read } = folderOf({ 'package.json': manifest(), 'webpack.config.js': text });
  const line = "add `const { default: qidl } = require('unplugin-qidl/webpack')`, and `qidl()` to its plugins";
  expect(qidl('init').stdout).toContain(`- webpack.config.js: ${line}\n`);
  expect(read('webpack.config.js')).toBe(text);
});

test('where the root of the bundler is another folder, types go to this one all the same', () => {
  const { qidl, read, changed } = folderOf({
    'package.json': manifest(),
    'vite.config.js': "export default { root: 'web', plugins: [] };\n",
  });
  qidl('init');
  expect(JSON.parse(read('qidl.config.json'))).toEqual({ dts: { out: '.qidl' }, lock: 'qidl.lock.json' });
  const before = changed('qidl.config.json');
  expect(qidl('init').stdout).toMatch(/^Nothing to change\.\n/);
  expect(changed('qidl.config.json')).toBe(before);
});

test('aliases lead to types, too', () => {
  const { qidl, read } = folderOf({
    'package.json': manifest({ vite: '8' }),
    'tsconfig.json':
      '{ "compilerOptions": { "baseUrl": "src", "paths": { "@/*": ["./*"], "up/*": ["../../up/*"], "one": ["./one.ts"] } } }\n',
  });
  qidl('init');
  expect(JSON.parse(read('tsconfig.json')).compilerOptions.paths).toEqual({
    '@/*': ['./*', '../.qidl/src/*'],
    'up/*': ['../../up/*'],
    one: ['./one.ts'],
  });
  const before = read('tsconfig.json');
  qidl('init');
  expect(read('tsconfig.json')).toBe(before);
});

test('aliases of a base config are left to a person', () => {
  const { qidl } = folderOf({
    'package.json': manifest({ vite: '8' }),
    'base.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }\n',
    'tsconfig.json': '{ "extends": "./base.json" }\n',
  });
  expect(qidl('init').stdout).toContain('- tsconfig.json: it inherits paths; give each alias a second place: ');
});

test.for<[title: string, files: Readonly<Record<string, string>>, advice: string]>([
  [
    'one of several base configs has rootDirs',
    {
      'tsconfig.json': '{ "extends": ["./a.json", "./b.json"] }\n',
      'a.json': '{ "compilerOptions": { "rootDirs": ["src", "gen"] } }\n',
      'b.json': '{}\n',
    },
    'tsconfig.json: it inherits rootDirs; ',
  ],
  [
    'a base config that is yet to be generated',
    { 'tsconfig.json': '{ "extends": "./.svelte-kit/tsconfig.json" }\n' },
    'tsconfig.json: .svelte-kit/tsconfig.json, which it extends, is not there to be read; ',
  ],
  [
    'a config that is generated',
    {
      'tsconfig.json': '{ "files": [], "references": [{ "path": "./.nuxt/tsconfig.app.json" }] }\n',
      '.nuxt/tsconfig.app.json': '{ "compilerOptions": {} }\n',
    },
    '.nuxt/tsconfig.app.json: it is generated; ',
  ],
])('folders of types are left to a person: %s', ([, files, advice]) => {
  const { qidl, read } = folderOf({ 'package.json': manifest(), ...files });
  expect(qidl('init').stdout).toContain(`- ${advice}`);
  for (const [file, text] of Object.entries(files)) expect(read(file)).toBe(text);
});

test('what has to be installed, for the package manager there is', () => {
  const { qidl } = folderOf({
    'package.json': '{}',
    'pnpm-lock.yaml': '',
    '.github/workflows/a.yml': workflow.repeat(2),
  });
  const { stdout } = qidl('init');
  expect(stdout).toContain('- `pnpm add -D qidl unplugin-qidl`\n- `pnpm add @qidl/runtime`\n');
  expect(stdout).toContain(
    '- CI: run `pnpm exec qidl types --out .qidl && pnpm exec qidl lint && pnpm exec qidl check`\n',
  );
});

test('headers with errors get no lock yet, and builds are not held to one', () => {
  const { qidl, changed } = folderOf({ 'package.json': manifest(), 'bad.qidl.h': bad });
  const { status, stdout } = qidl('init');
  expect(status).toBe(0);
  expect(stdout).toContain('- the headers have errors: `qidl lint`, then `qidl lock`');
  expect(changed('qidl.lock.json')).toBeUndefined();
  expect(changed('qidl.config.json')).toBeUndefined();
});

test('a project without headers gets an empty lock, which does not break its build', () => {
  const { qidl, read, write } = folderOf({
    'package.json': manifest(),
    'qidl.config.json': '{ "target": "x86_64" }\n',
  });
  qidl('init');
  expect(read('qidl.config.json')).toBe('{ "target": "x86_64", "lock": "qidl.lock.json" }\n');
  for (const verb of ['types', 'lint', 'check']) expect(qidl(verb)).toMatchObject({ status: 0, stdout: '' });
  write('a.qidl.h', fifo);
  expect(qidl('lint').status).toBe(0);
});

test('a config file that is code is neither executed nor changed', () => {
  const { qidl, read } = folderOf({ 'package.json': manifest(), 'qidl.config.js': 'process.exit(3);\n' });
  const { status, stdout } = qidl('init');
  expect(status).toBe(0);
  expect(stdout).toContain("- qidl.config.js: add lock: 'qidl.lock.json'");
  expect(read('qidl.config.js')).toBe('process.exit(3);\n');
});

test.for([
  [['init'], 'there is no package.json here; init sets up an existing project'],
  [['init', 'src'], 'init takes no paths: it sets up the project of this folder'],
  [['init', '--dryrun'], 'unknown option --dryrun; did you mean --dry-run?'],
] as [string[], string][])('%j is wrong usage', ([words, message]) => {
  expect(folderOf({}).qidl(...words)).toEqual({ status: 2, stdout: '', stderr: `qidl: ${message}\n` });
});
