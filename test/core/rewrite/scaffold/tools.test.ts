// Every framework and library that scaffolds are written with is known by its manifest, and by no name that only begins alike.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearestNamed } from '../../../../src/core/rewrite/project/evidence.ts';
import { TOOLS } from '../../../../src/core/rewrite/scaffold/tools.ts';

const npm = (name: string) =>
  ['package.json', `{ "dependencies": { "${name}": "1.0.0" } }`] as const;
const pip = (name: string) => ['requirements.txt', `${name}>=1\n`] as const;
const crate = (name: string) => ['Cargo.toml', `[dependencies]\n${name} = "1"\n`] as const;

/** A manifest, and all that it names. */
const MANIFESTS: readonly (readonly [file: string, text: string, ids: string])[] = [
  [...npm('@nestjs/core'), 'NestJS'],
  [...npm('next'), 'Next.js'],
  [...npm('next-intl'), ''],
  [...npm('fastify'), 'Fastify'],
  [...npm('hono'), 'Hono'],
  [...npm('koa'), 'Koa'],
  [...npm('express'), 'Express'],
  [...npm('express-session'), ''],
  [...npm('axios'), 'axios'],
  [...npm('got'), 'got'],
  [...npm('ky'), 'ky'],
  [...npm('multer'), 'Multer'],
  [...npm('@fastify/multipart'), '@fastify/multipart'],
  [...pip('fastapi'), 'FastAPI'],
  [...pip('djangorestframework'), 'Django REST framework'],
  [...pip('Django'), 'Django'],
  [...pip('Flask'), 'Flask'],
  [...pip('flask-cors'), ''],
  [...pip('fastapi[standard]'), 'FastAPI'],
  [...pip('httpx'), 'HTTPX'],
  [...pip('aiohttp'), 'aiohttp'],
  [...pip('requests'), 'Requests'],
  [...pip('aiofiles'), 'aiofiles'],
  ['pyproject.toml', 'dependencies = [\n    "fastapi>=0.115",\n    "httpx",\n]', 'FastAPI, HTTPX'],
  ['go.mod', 'require github.com/gin-gonic/gin v1.10.0', 'Gin'],
  ['go.mod', 'require github.com/labstack/echo/v4 v4.13.0', 'Echo'],
  [
    'go.mod',
    'require (\n\tgithub.com/go-chi/chi/v5 v5.2.0\n\tgithub.com/go-resty/resty/v2 v2.16.0\n)',
    'Chi, Resty',
  ],
  [...crate('axum'), 'Axum'],
  [...crate('axum-extra'), ''],
  [...crate('actix-web'), 'Actix Web'],
  [...crate('rocket'), 'Rocket'],
  [...crate('reqwest'), 'reqwest'],
  ['pom.xml', '<groupId>io.quarkus</groupId>', 'Quarkus'],
  ['pom.xml', '<artifactId>spring-boot-starter-web</artifactId>', 'Spring Boot, RestClient'],
  ['build.gradle.kts', 'implementation("io.ktor:ktor-server-core")', 'Ktor'],
  ['build.gradle', "implementation 'com.squareup.retrofit2:retrofit:2.11.0'", 'Retrofit'],
  ['build.gradle', "implementation 'com.squareup.okhttp3:okhttp:4.12.0'", 'OkHttp'],
  ['Shop.csproj', '<Project Sdk="Microsoft.NET.Sdk.Web">', 'ASP.NET Core'],
  ['Shop.csproj', '<PackageReference Include="Refit.HttpClientFactory" />', 'Refit'],
  ['Gemfile', "gem 'rails'\ngem 'faraday'\n", 'Rails, Faraday'],
  ['Gemfile', "gem 'rails-i18n'\n", ''],
  ['Gemfile', 'gem "sinatra"\n', 'Sinatra'],
  [
    'composer.json',
    '{"require": {"laravel/framework": "^12", "guzzlehttp/guzzle": "^7"}}',
    'Laravel, Guzzle',
  ],
  ['composer.json', '{"require": {"symfony/framework-bundle": "^7"}}', 'Symfony'],
];

for (const [file, text, ids] of MANIFESTS) {
  test(`${file}: ${text.slice(0, 70)} ⇒ ${ids || 'nothing'}`, async () => {
    const project = { files: [file], read: async () => text };
    const found = await nearestNamed('src/x', TOOLS, project);
    assert.equal(found.map(({ row }) => row.id).join(', '), ids);
  });
}

test('every one of them is in the table', () => {
  const seen = MANIFESTS.flatMap(([, , ids]) => ids.split(', '));
  assert.deepEqual(
    TOOLS.map(({ id }) => id).filter(id => !seen.includes(id)),
    [],
  );
});
