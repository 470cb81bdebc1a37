// What is told of a project's structure: counted from its imports, without a model.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { projectReferencesIn } from '../../../../src/core/rewrite/architecture/dotnetProjects.ts';
import { factsOf } from '../../../../src/core/rewrite/architecture/facts.ts';
import {
  cycleIn,
  graphOf,
  type LinkedFile,
  type Packages,
  tangles,
} from '../../../../src/core/rewrite/architecture/graph.ts';
import { declaredIn, linksIn } from '../../../../src/core/rewrite/architecture/links.ts';
import { reportOf } from '../../../../src/core/rewrite/architecture/report.ts';
import { languageOf } from '../../../../src/core/workspace/files/eligible.ts';
import { syntaxFor } from '../../../support/grammars.ts';

async function projectOf(texts: Readonly<Record<string, string>>): Promise<LinkedFile[]> {
  const files: LinkedFile[] = [];
  for (const [path, text] of Object.entries(texts)) {
    const languageId = languageOf(path) ?? '';
    const syntax = await syntaxFor(languageId);
    const links = linksIn(syntax, text);
    const declares = declaredIn(syntax, text);
    files.push({ path, languageId, lines: text.split('\n').length, links, declares });
  }
  return files;
}

/** `a.ts → b.ts` for each need. */
async function needsIn(
  texts: Readonly<Record<string, string>>,
  packages: Packages = {},
): Promise<string[]> {
  const { needs } = graphOf(await projectOf(texts), packages);
  return [...needs].flatMap(([from, others]) => [...others].map(to => `${from} → ${to}`));
}

test('each language says in its own way which file it means', async () => {
  const cases: [string, Record<string, string>, readonly string[]][] = [
    [
      'TypeScript',
      {
        'src/a.ts':
          "import { b } from './b.js';\nexport * from './deep';\nimport x from '@/alias';\nimport fs from 'node:fs';\nawait import('./lazy.ts');",
        'src/b.ts': '',
        'src/deep/index.ts': '',
        'src/alias.ts': '',
        'src/lazy.ts': '',
      },
      [
        'src/a.ts → src/b.ts',
        'src/a.ts → src/alias.ts',
        'src/a.ts → src/deep/index.ts',
        'src/a.ts → src/lazy.ts',
      ],
    ],
    [
      'Python',
      {
        'shop/orders.py':
          'from .money import Money\nfrom . import tax\nfrom shop.store import db\nimport os',
        'shop/money.py': '',
        'shop/tax.py': '',
        'shop/__init__.py': '',
        'shop/store/__init__.py': '',
        'shop/store/db.py': 'from ..money import Money',
      },
      [
        'shop/orders.py → shop/money.py',
        'shop/orders.py → shop/tax.py',
        'shop/orders.py → shop/store/db.py',
        'shop/store/db.py → shop/money.py',
      ],
    ],
    [
      'Rust',
      {
        'src/main.rs': 'use crate::shop::orders::Order;',
        'src/shop/orders.rs': 'use super::money::{Money, Currency};\nuse std::io;',
        'src/shop/money.rs': '',
        'src/shop/mod.rs': 'use self::money::Money;',
      },
      [
        'src/main.rs → src/shop/orders.rs',
        'src/shop/orders.rs → src/shop/money.rs',
        'src/shop/mod.rs → src/shop/money.rs',
      ],
    ],
    [
      'Java',
      {
        'src/main/java/com/shop/Orders.java':
          'import com.shop.money.Money;\nimport java.util.List;',
        'src/main/java/com/shop/money/Money.java': 'import static com.shop.Tax.rate;',
        'src/main/java/com/shop/Tax.java': '',
      },
      [
        'src/main/java/com/shop/Orders.java → src/main/java/com/shop/money/Money.java',
        'src/main/java/com/shop/money/Money.java → src/main/java/com/shop/Tax.java',
      ],
    ],
    [
      'C',
      {
        'src/main.c': '#include "money.h"\n#include <shop/tax.h>\n#include <stdio.h>',
        'src/money.h': '',
        'include/shop/tax.h': '',
      },
      ['src/main.c → src/money.h', 'src/main.c → include/shop/tax.h'],
    ],
    [
      'Ruby',
      {
        'lib/a.rb': "require_relative 'b'\nrequire 'shop/c'\nrequire 'json'",
        'lib/b.rb': '',
        'lib/shop/c.rb': '',
      },
      ['lib/a.rb → lib/b.rb', 'lib/a.rb → lib/shop/c.rb'],
    ],
    [
      'PHP',
      {
        'src/A.php': '<?php\nuse App\\Models\\Order;\nuse Other\\Thing;',
        'src/Models/Order.php': '<?php',
      },
      ['src/A.php → src/Models/Order.php'],
    ],
  ];
  for (const [what, texts, expected] of cases)
    assert.deepEqual((await needsIn(texts)).sort(), [...expected].sort(), what);
});

test('in C# a namespace means those of its files that declare what is named', async () => {
  const cases: [string, Record<string, string>, readonly string[]][] = [
    [
      'by using, of a namespace in several files',
      {
        'Api/Orders.cs': 'using System;\nusing Shop.Money;\nclass Orders { Price total; }',
        'Money/Price.cs': 'namespace Shop.Money;\npublic record Price(decimal Amount);',
        'Money/Tax.cs': 'namespace Shop.Money { public static class Tax {} }',
      },
      ['Api/Orders.cs → Money/Price.cs'],
    ],
    [
      'in the own namespace, and those around it',
      {
        'Api.cs': 'namespace Shop.Api { class Api { Row row; Clock clock; Other other; } }',
        'Row.cs': 'namespace Shop { namespace Api { struct Row {} } }',
        'Clock.cs': 'namespace Shop;\ninterface Clock {}',
        'Other.cs': 'namespace Shop.Other;\nclass Other {}',
        'Program.cs': 'new Loose();',
        'Loose.cs': 'class Loose {}',
      },
      ['Api.cs → Clock.cs', 'Api.cs → Row.cs', 'Program.cs → Loose.cs'],
    ],
    [
      'static, by another name, for all files, and methods that extend others',
      {
        'A.cs': 'using static Shop.Tax;\nclass A { int a = Rate(); }',
        'B.cs': 'using P = Shop.Money.Price;\nclass B { P p; }',
        'C.cs': 'using M = Shop.Money;\nclass C { M.Price p; }',
        'D.cs': 'using Shop.Rows;\nclass D { void F(object o) => o.ToRow(); }',
        'E.cs': 'class E { Log log; }',
        'Usings.cs': 'global using Shop.Logs;',
        'Tax.cs': 'namespace Shop;\nstatic class Tax { public static int Rate() => 1; }',
        'Price.cs': 'namespace Shop.Money;\nclass Price { class Inner {} }',
        'Rows.cs':
          'namespace Shop.Rows;\nstatic class Rows { public static int ToRow(this object o) => 1; }',
        'Log.cs': 'namespace Shop.Logs;\nclass Log {}',
      },
      ['A.cs → Tax.cs', 'B.cs → Price.cs', 'C.cs → Price.cs', 'D.cs → Rows.cs', 'E.cs → Log.cs'],
    ],
    [
      'a type in parts is in all of them; what two declare without a word of projects is neither',
      {
        'Use.cs': 'using Shop;\nclass Use { Form form; }',
        'Form.cs': 'namespace Shop;\npartial class Form {}',
        'Form.Designer.cs': 'namespace Shop;\npartial class Form {}',
        'Broken.cs': 'using Shop\nclass {{ Form',
      },
      ['Use.cs → Form.Designer.cs', 'Use.cs → Form.cs'],
    ],
  ];
  for (const [what, texts, expected] of cases) {
    const found = (await needsIn(texts)).filter(need => !need.startsWith('Broken'));
    assert.deepEqual(found.sort(), [...expected].sort(), what);
  }
});

test('a project of .NET sees its own code and that of the projects it refers to, however far', async () => {
  const texts = {
    'src/Api/Api.cs': 'using Shop;\nclass Api { Order order; Clock clock; }',
    'src/Api/Clock.cs': 'namespace Shop;\nclass Clock {}',
    'src/Core/Order.cs': 'namespace Shop;\nclass Order { Money money; }',
    'src/Core/Clock.cs': 'namespace Shop;\nclass Clock {}',
    'src/Base/Money.cs': 'namespace Shop;\nclass Money { Order order; }',
    'old/Order.cs': 'namespace Shop;\nclass Order {}',
  };
  const reference = (to: string): string =>
    `<Project><ItemGroup><ProjectReference Include="${to}" /></ItemGroup></Project>`;
  const references = (path: string, text: string): [string, readonly string[]] => [
    path.slice(0, path.lastIndexOf('/')),
    projectReferencesIn(path, text),
  ];
  const projects = new Map([
    references('src/Api/Api.csproj', reference('..\\Core\\Core.csproj')),
    references('src/Core/Core.csproj', reference('../Base/Base.csproj')),
    references('src/Base/Base.csproj', '<Project Sdk="Microsoft.NET.Sdk" />'),
    references('old/Old.csproj', reference('..\\src\\Base\\Base.csproj')),
  ]);
  assert.deepEqual([...projects.values()], [['src/Core'], ['src/Base'], [], ['src/Base']]);
  assert.deepEqual((await needsIn(texts, { projects })).sort(), [
    'src/Api/Api.cs → src/Api/Clock.cs',
    'src/Api/Api.cs → src/Core/Order.cs',
    'src/Core/Order.cs → src/Base/Money.cs',
  ]);
});

test('in Go a folder is the unit; packages of a monorepo are found by their names', async () => {
  const go = {
    'cmd/main.go': 'package main\nimport "example.com/shop/internal/money"',
    'internal/money/money.go': 'package money\nimport "fmt"',
    'internal/money/tax.go': 'package money',
  };
  assert.deepEqual(await needsIn(go, { names: new Map([['example.com/shop', '']]) }), [
    'cmd/ → internal/money/',
  ]);
  const mono = {
    'packages/web/src/a.ts':
      "import { m } from '@shop/core';\nimport { n } from '@shop/core/money';",
    'packages/core/src/index.ts': '',
    'packages/core/src/money.ts': '',
  };
  assert.deepEqual(await needsIn(mono, { names: new Map([['@shop/core', 'packages/core']]) }), [
    'packages/web/src/a.ts → packages/core/src/index.ts',
    'packages/web/src/a.ts → packages/core/src/money.ts',
  ]);
});

const graph = (edges: readonly string[]): Map<string, Set<string>> => {
  const needs = new Map<string, Set<string>>();
  for (const [from = '', to = ''] of edges) {
    needs.set(from, new Set([...(needs.get(from) ?? []), to]));
    if (!needs.has(to)) needs.set(to, new Set());
  }
  return needs;
};

test('a tangle is told by its shortest way around; what is needed comes first', () => {
  const needs = graph(['ab', 'bc', 'cd', 'da', 'ca', 'de', 'fa']);
  const groups = tangles([...needs.keys()], needs);
  assert.deepEqual(
    groups.map(group => [...group].sort().join('')),
    ['e', 'abcd', 'f'],
  );
  assert.deepEqual(cycleIn(['a', 'b', 'c', 'd'], needs), ['a', 'b', 'c']);
});

test('a chain of 100,000 files is no recursion', () => {
  const nodes = Array.from({ length: 100_000 }, (_, k) => String(k));
  const needs = new Map(nodes.map((node, k) => [node, new Set(k > 0 ? [String(k - 1)] : [])]));
  assert.equal(tangles(nodes.toReversed(), needs).length, nodes.length);
});

const SHOP = {
  'src/api/orders.ts': "import { place } from '../domain/orders';\nimport { log } from '../log';",
  'src/api/products.ts':
    "import { find } from '../domain/products';\nimport { log } from '../log';",
  'src/domain/orders.ts':
    "import { find } from './products';\nimport { save } from '../store/store';",
  'src/domain/products.ts':
    "import type { Order } from './orders';\nimport { save } from '../store/store';",
  'src/store/store.ts': "import { check } from '../domain/checks';",
  'src/domain/checks.ts': "import { save } from '../store/store';",
  'src/log.ts': '',
};

test('cycles, layers, what goes against them, and what everything depends on', async () => {
  const facts = factsOf(await projectOf(SHOP));
  assert.deepEqual(facts.cycles, [
    { around: ['src/store/store.ts', 'src/domain/checks.ts'], tangled: 2 },
  ]);
  assert.deepEqual(facts.layers, [['src/api'], ['src', 'src/domain', 'src/store']]);
  assert.deepEqual(facts.against, [
    {
      from: 'src/store',
      to: 'src/domain',
      count: 1,
      back: 3,
      examples: [['src/store/store.ts', 'src/domain/checks.ts']],
    },
  ]);
  assert.deepEqual(facts.mostNeeded[0], { path: 'src/store/store.ts', count: 3 });
  assert.deepEqual(facts.unneeded, ['src/api/orders.ts', 'src/api/products.ts']);
});

test('the report says what there is, and of cycles also that there are none', async () => {
  const say = (template: string, facts: Readonly<Record<string, string | number>> = {}): string =>
    template.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name]));
  const report = reportOf(factsOf(await projectOf(SHOP)), path => `[${path}]`, say);
  assert.match(report, /^7 files, 11 lines \(typescript 7\); 10 times one needs another\./);
  assert.match(
    report,
    /## Cycles\n\n- \[src\/store\/store\.ts\] → \[src\/domain\/checks\.ts\] → \[src\/store\/store\.ts\]/,
  );
  assert.match(report, /1\. \[src\/api\]\n2\. \[src\], \[src\/domain\], \[src\/store\]/);
  assert.match(report, /- \[src\/store\] → \[src\/domain\]: 1 links; 3 go the other way/);
  const none = reportOf(factsOf(await projectOf({ 'a.ts': '' })), path => path, say);
  assert.equal(
    none,
    '1 files, 1 lines (typescript 1); 0 times one needs another.\n\n## Cycles\n\nNone.',
  );
});
