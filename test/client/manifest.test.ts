import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { defaultSettings } from '../../server/lsp/settings.ts';

interface Setting {
    readonly type: string;
    readonly default?: unknown;
    readonly markdownDescription?: string;
    readonly scope?: string;
    readonly enum?: readonly unknown[];
}

interface Manifest {
    readonly icon: string;
    readonly main: string;
    readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
    readonly contributes: {
        readonly commands: readonly { readonly command: string; readonly category: string; readonly title: string; readonly enablement?: string }[];
        readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
        readonly configuration: readonly { readonly properties: Readonly<Record<string, Setting>> }[];
        readonly walkthroughs: readonly { readonly steps: readonly { readonly description: string; readonly media: { readonly markdown: string } }[] }[];
        readonly [point: string]: unknown;
    };
}

const manifest = JSON.parse(await readFile('package.json', 'utf8')) as Manifest;
const { contributes } = manifest;
const commands = contributes.commands.map(({ command }) => command);
const settings = Object.assign({}, ...contributes.configuration.map(({ properties }) => properties)) as Record<string, Setting>;

describe('The manifest', () => {
    it('names only files that exist', () => {
        const named = [...JSON.stringify(contributes).matchAll(/"((?:\.\/)?(?:client|syntaxes|docs)\/[^"]+)"/g)].map(([, path = '']) => path);
        assert.ok(named.length > 8);
        assert.deepEqual([manifest.icon, ...named].filter(path => !existsSync(path)), []);
    });

    it('offers only commands that it declares, all in one category', () => {
        const offered = Object.values(contributes.menus).flatMap(entries => entries.map(({ command }) => command));
        const linked = contributes.walkthroughs.flatMap(({ steps }) =>
            steps.flatMap(({ description }) => [...description.matchAll(/\(command:(erd\.\w+)\)/g)].map(([, id = '']) => id)),
        );
        assert.deepEqual([...offered, ...linked].filter(id => !commands.includes(id)), []);
        assert.deepEqual(new Set(contributes.commands.map(({ category }) => category)), new Set(['ERD']));
    });

    it('says in a folder without a model how to get one, with commands that it declares', () => {
        const { views, viewsWelcome } = contributes as unknown as {
            readonly views: Readonly<Record<string, readonly { readonly id: string; readonly when: string }[]>>;
            readonly viewsWelcome: readonly { readonly view: string; readonly contents: string }[];
        };
        assert.deepEqual(views['explorer']?.map(({ id, when }) => [id, when]), [['erd.start', 'workspaceFolderCount != 0 && !erd.hasModels']]);
        assert.deepEqual(viewsWelcome.map(({ view }) => view), ['erd.start']);
        const linked = [...viewsWelcome[0]!.contents.matchAll(/\(command:(erd\.\w+)\)/g)].map(([, id = '']) => id);
        assert.deepEqual(linked, ['erd.newModel', 'erd.import']);
        assert.deepEqual(linked.filter(id => !commands.includes(id)), []);
    });

    it('switches off in a restricted workspace what writes or runs something', () => {
        const enablements = contributes.commands.map(({ command, enablement }) => [command, enablement]);
        const writing = ['erd.generateDdl', 'erd.verify', 'erd.newModel', 'erd.import', 'erd.importFile'];
        assert.deepEqual(enablements.filter(([, enablement]) => enablement === 'isWorkspaceTrusted').map(([command]) => command), writing);
    });

    it('explains every setting and gives it a default of its type', () => {
        for (const [name, setting] of Object.entries(settings)) {
            assert.match(setting.markdownDescription ?? '', /\.$/, name);
            assert.ok(setting.scope, name);
            assert.equal(Array.isArray(setting.default) ? 'array' : typeof setting.default, setting.type, name);
            if (setting.enum) assert.ok(setting.enum.includes(setting.default), name);
        }
    });

    it('declares each setting that is read, with the default that holds without it, and no other', () => {
        const ofServer = Object.entries(defaultSettings).flatMap(([section, values]) => Object.entries(values as object).map(([name, value]) => [`erd.${section}.${name}`, value as unknown] as const));
        assert.deepEqual(ofServer.map(([name]) => [name, settings[name]?.default]), ofServer);
        const ofClient = globSync('client/**/*.ts').flatMap(file => [...readFileSync(file, 'utf8').matchAll(/\.get\('([\w.]+)', ([^)]+)\)/g)])
            .map(([, name, value]) => [`erd.${name}`, JSON.parse(value!.replaceAll("'", '"')) as unknown] as const);
        assert.deepEqual(ofClient.map(([name]) => [name, settings[name]?.default]), ofClient);
        // The library of the client reads what is to be traced.
        assert.deepEqual([...ofServer, ...ofClient].map(([name]) => name).concat('erd.trace.server').toSorted(), Object.keys(settings).toSorted());
    });

    it('restricts only settings that exist', () => {
        const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
        assert.deepEqual(restrictedConfigurations.filter(name => !(name in settings)), []);
    });
});
