/** Renders tests/README.md: how to run the tests, what each folder holds, and which tests hold which requirement. */
import type { Section } from './requirement';

const INTRODUCTION = `# Tests

\`npm test\` checks types and lint, builds everything and runs all tests. \`npm test -- tests/core\` runs a part of them after the build.

| folder | what it tests |
|---|---|
| core, domain, adapters, entry | the add-on: pure figures, use cases over ports in memory, the built file on the local host |
| bad-input | everything an owner can feed it wrongly, through the built file on the local host |
| ui | the pages: words, logic, and the pages themselves in a browser |
| workbench | the local host: engine, services, executions, page, command line |
| browser | the workbench page and the whole main job in a browser |
| architecture, dist, types | the dependency rule, the file that is pushed, the contract |
| properties | laws that hold for any data; \`npm run fuzz\` runs them for ten minutes |
| published | figures against results published by others: [the table](published/README.md) |
| scripts | deploy, benchmarks, start-up, the README |
| requirements | this table: each promise names tests that are there |

The tables below are rendered from \`tests/requirements\`; \`WRITE_TABLE=yes npm test -- tests/requirements\` writes them anew.
`;

/** The whole text. */
export function renderTable(sections: readonly Section[]): string {
  return [INTRODUCTION, ...sections.map(sectionTable)].join('\n');
}

function sectionTable({ title, requirements }: Section): string {
  const rows = requirements.map(({ id, text, tests }) => `| ${id} | ${cell(text)} | ${tests.map(({ file, title: name }) => `${cell(name)} ([${file.slice('tests/'.length)}](${file.slice('tests/'.length)}))`).join('<br>')} |`);
  return `## ${title}\n\n| id | requirement | held by |\n|---|---|---|\n${rows.join('\n')}\n`;
}

function cell(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/</g, '&lt;');
}
