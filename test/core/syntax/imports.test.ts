import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importsIn } from '../../../src/core/syntax/imports.ts';
import { syntaxFor } from '../../support/grammars.ts';

/** Code, and what it imports: the other file, then the names as they are there and here. */
const LANGUAGES: Readonly<Record<string, readonly [code: string, ...imports: string[]]>> = {
  typescript: [
    "import a, { b as c, type D } from './x';\nimport * as ns from \"y\";\nimport type { E } from 'e';\nimport 'side';\nconst q = require('z');\nlet { f, g: h = 1 } = require('w');\nlet n = 1;",
    './x: default as a, b as c, D',
    'y: * as ns',
    'e: E',
    'side:',
    'z: * as q',
    'w: f, g as h',
  ],
  python: [
    'import os.path as p, sys\nfrom .a import b as c, d\nfrom x import *\nfrom m import (\n  one,\n  two,\n)',
    'os.path: * as p',
    'sys: * as sys',
    '.a: b as c, d',
    'x: *',
    'm: one, two',
  ],
  go: [
    'package m\nimport "net/http"\nimport (\n  a "x/y"\n)',
    'net/http: * as http',
    'x/y: * as a',
  ],
  rust: [
    'use std::{io, fmt as f, fs::{self, File}};\npub use crate::a::B;',
    'std: io, fmt as f',
    'std::fs: * as fs, File',
    'crate::a: B',
  ],
  java: ['import java.util.List;\nimport static a.B.*;', 'java.util: List', 'a.B: *'],
  cpp: ['#include <vector>\n#include "a/b.h"', 'vector:', 'a/b.h:'],
  csharp: ['using System.Text;\nusing X = A.B;', 'System.Text:', 'A.B: * as X'],
  ruby: ["require 'json'\nrequire_relative 'a/b'\nputs 'x'", 'json:', 'a/b:'],
  php: [
    "<?php\nuse A\\B as C;\nuse function A\\f;\nrequire 'x.php';",
    'A: B as C',
    'A: f',
    'x.php:',
  ],
};

for (const [language, [code, ...expected]] of Object.entries(LANGUAGES)) {
  test(`imports of ${language}`, async () => {
    const drawn = importsIn(await syntaxFor(language), code).map(({ from, names }) =>
      `${from}: ${names.map(({ name, as }) => (name === as ? name : `${name} as ${as}`)).join(', ')}`.trim(),
    );
    assert.deepEqual(drawn, expected);
  });
}
