import type { Evidence } from '../project/evidence.ts';
import { composer, crate, gem, goModule, jvm, npm, nuget, pip } from '../project/manifests.ts';
import type { Kind } from './kinds.ts';

/** A framework or a library that new code is written with. */
export interface Tool {
  readonly id: string;
  readonly languages: readonly string[];
  readonly kinds: readonly Kind[];
  readonly evidence: readonly Evidence[];
  /** For the model. */
  readonly style: string;
  /** Where its handlers go in a project that has none yet, below the manifest: `{names}` and its like are filled in, `*` is the ending. */
  readonly home?: string;
}

const SCRIPT = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact'];
const SERVES: readonly Kind[] = ['crud', 'files'];

/** All that are known, by language; those that others stand on come last. A new one is a new row. */
export const TOOLS: readonly Tool[] = [
  {
    id: 'NestJS',
    languages: SCRIPT,
    kinds: SERVES,
    evidence: npm('@nestjs/core'),
    style: 'a controller and its service as classes with decorators, DTOs for input',
    home: 'src/{names}/{names}.controller*',
  },
  {
    id: 'Next.js',
    languages: SCRIPT,
    kinds: SERVES,
    evidence: npm('next'),
    style: 'a route handler that exports GET, POST, PUT and DELETE',
    home: 'app/api/{names}/route*',
  },
  {
    id: 'Fastify',
    languages: SCRIPT,
    kinds: SERVES,
    evidence: npm('fastify'),
    style: 'a plugin that adds routes with JSON schemas',
    home: 'src/routes/{names}*',
  },
  {
    id: 'Hono',
    languages: SCRIPT,
    kinds: SERVES,
    evidence: npm('hono'),
    style: 'an instance of Hono with its routes, exported',
    home: 'src/routes/{names}*',
  },
  {
    id: 'Koa',
    languages: SCRIPT,
    kinds: SERVES,
    evidence: npm('koa'),
    style: 'a router with async handlers of ctx, exported',
    home: 'src/routes/{names}*',
  },
  {
    id: 'Express',
    languages: SCRIPT,
    kinds: SERVES,
    evidence: npm('express'),
    style: 'a Router with async handlers, exported; errors go to next',
    home: 'src/routes/{names}*',
  },
  {
    id: 'FastAPI',
    languages: ['python'],
    kinds: SERVES,
    evidence: pip('fastapi'),
    style:
      'an APIRouter with async functions, models of pydantic for input and output, HTTPException',
    home: 'app/routers/{names}*',
  },
  {
    id: 'Django REST framework',
    languages: ['python'],
    kinds: SERVES,
    evidence: pip('djangorestframework'),
    style: 'a serializer and a ModelViewSet',
    home: '{names}/views*',
  },
  {
    id: 'Django',
    languages: ['python'],
    kinds: SERVES,
    evidence: [...pip('django'), { file: /^manage\.py$/, says: /\bdjango\b/ }],
    style: 'class-based views with forms or JsonResponse',
    home: '{names}/views*',
  },
  {
    id: 'Flask',
    languages: ['python'],
    kinds: SERVES,
    evidence: pip('flask'),
    style: 'a Blueprint with its routes',
    home: 'app/routes/{names}*',
  },
  {
    id: 'Gin',
    languages: ['go'],
    kinds: SERVES,
    evidence: goModule(/gin-gonic\/gin\b/),
    style: 'handlers of *gin.Context and a function that registers them',
    home: 'handlers/{name}*',
  },
  {
    id: 'Echo',
    languages: ['go'],
    kinds: SERVES,
    evidence: goModule(/labstack\/echo\b/),
    style: 'handlers of echo.Context that return errors, and a function that registers them',
    home: 'handlers/{name}*',
  },
  {
    id: 'Chi',
    languages: ['go'],
    kinds: SERVES,
    evidence: goModule(/go-chi\/chi\b/),
    style: 'http.HandlerFunc on a chi.Router',
    home: 'handlers/{name}*',
  },
  {
    id: 'Axum',
    languages: ['rust'],
    kinds: SERVES,
    evidence: crate('axum'),
    style: 'async handlers with extractors, and a function that gives their Router',
    home: 'src/routes/{names}*',
  },
  {
    id: 'Actix Web',
    languages: ['rust'],
    kinds: SERVES,
    evidence: crate('actix-web'),
    style: 'async handlers with extractors, and a function that configures the service',
    home: 'src/handlers/{names}*',
  },
  {
    id: 'Rocket',
    languages: ['rust'],
    kinds: SERVES,
    evidence: crate('rocket'),
    style: 'handlers by attributes, and a function that gives their routes',
    home: 'src/routes/{names}*',
  },
  {
    id: 'Quarkus',
    languages: ['java', 'kotlin'],
    kinds: SERVES,
    evidence: jvm(/io\.quarkus\b/),
    style: 'a resource class of Jakarta REST',
    home: 'src/main/java/{Name}Resource*',
  },
  {
    id: 'Spring Boot',
    languages: ['java', 'kotlin'],
    kinds: SERVES,
    evidence: jvm(/spring-boot-starter-web|org\.springframework\.boot/),
    style: '@RestController with constructor injection, records for input, ResponseEntity',
    home: 'src/main/java/{Name}Controller*',
  },
  {
    id: 'Ktor',
    languages: ['kotlin'],
    kinds: SERVES,
    evidence: jvm(/io\.ktor\b/),
    style: 'an extension of Route with its handlers',
    home: 'src/main/kotlin/{Name}Routes*',
  },
  {
    id: 'ASP.NET Core',
    languages: ['csharp'],
    kinds: SERVES,
    evidence: nuget(/Sdk="Microsoft\.NET\.Sdk\.Web"|Include="Microsoft\.AspNetCore/),
    style: '[ApiController] with async actions and records for input',
    home: 'Controllers/{Names}Controller*',
  },
  {
    id: 'Rails',
    languages: ['ruby'],
    kinds: SERVES,
    evidence: gem('rails'),
    style: 'a controller with strong parameters and before_action',
    home: 'app/controllers/{names}_controller*',
  },
  {
    id: 'Sinatra',
    languages: ['ruby'],
    kinds: SERVES,
    evidence: gem('sinatra'),
    style: 'a modular application with its routes',
    home: 'routes/{names}*',
  },
  {
    id: 'Laravel',
    languages: ['php'],
    kinds: SERVES,
    evidence: composer('laravel/framework'),
    style: 'a resource controller with form requests',
    home: 'app/Http/Controllers/{Name}Controller*',
  },
  {
    id: 'Symfony',
    languages: ['php'],
    kinds: SERVES,
    evidence: composer('symfony/framework-bundle'),
    style: 'a controller with attributes for its routes',
    home: 'src/Controller/{Name}Controller*',
  },
  {
    id: 'axios',
    languages: SCRIPT,
    kinds: ['client'],
    evidence: npm('axios'),
    style: 'an instance of axios.create',
  },
  {
    id: 'got',
    languages: SCRIPT,
    kinds: ['client'],
    evidence: npm('got'),
    style: 'got.extend',
  },
  {
    id: 'ky',
    languages: SCRIPT,
    kinds: ['client'],
    evidence: npm('ky'),
    style: 'ky.create',
  },
  {
    id: 'HTTPX',
    languages: ['python'],
    kinds: ['client'],
    evidence: pip('httpx'),
    style: 'an httpx.AsyncClient that is closed',
  },
  {
    id: 'aiohttp',
    languages: ['python'],
    kinds: ['client'],
    evidence: pip('aiohttp'),
    style: 'one ClientSession that is closed',
  },
  {
    id: 'Requests',
    languages: ['python'],
    kinds: ['client'],
    evidence: pip('requests'),
    style: 'a requests.Session, a timeout on each call, raise_for_status',
  },
  {
    id: 'Resty',
    languages: ['go'],
    kinds: ['client'],
    evidence: goModule(/go-resty\/resty\b/),
    style: 'resty.New with a base URL and a timeout',
  },
  {
    id: 'reqwest',
    languages: ['rust'],
    kinds: ['client'],
    evidence: crate('reqwest'),
    style: 'one reqwest::Client, error_for_status, an error type of its own',
  },
  {
    id: 'Retrofit',
    languages: ['java', 'kotlin'],
    kinds: ['client'],
    evidence: jvm(/com\.squareup\.retrofit2\b/),
    style: 'an interface with annotations',
  },
  {
    id: 'OkHttp',
    languages: ['java', 'kotlin'],
    kinds: ['client'],
    evidence: jvm(/com\.squareup\.okhttp3\b/),
    style: 'one OkHttpClient, bodies that are closed',
  },
  {
    id: 'RestClient',
    languages: ['java', 'kotlin'],
    kinds: ['client'],
    evidence: jvm(/spring-boot-starter-web|org\.springframework\.boot/),
    style: "Spring's RestClient, built once",
  },
  {
    id: 'Refit',
    languages: ['csharp'],
    kinds: ['client'],
    evidence: nuget(/Include="Refit/),
    style: 'an interface with attributes',
  },
  {
    id: 'Faraday',
    languages: ['ruby'],
    kinds: ['client'],
    evidence: gem('faraday'),
    style: 'a Faraday connection with a timeout, raise_error',
  },
  {
    id: 'Guzzle',
    languages: ['php'],
    kinds: ['client'],
    evidence: composer('guzzlehttp/guzzle'),
    style: 'one GuzzleHttp\\Client with a base_uri and a timeout',
  },
  {
    id: 'Multer',
    languages: SCRIPT,
    kinds: ['files'],
    evidence: npm('multer'),
    style: 'multer with limits and a fileFilter for uploads',
  },
  {
    id: '@fastify/multipart',
    languages: SCRIPT,
    kinds: ['files'],
    evidence: npm('@fastify/multipart'),
    style: 'request.file with limits for uploads',
  },
  {
    id: 'aiofiles',
    languages: ['python'],
    kinds: ['files'],
    evidence: pip('aiofiles'),
    style: 'async with aiofiles.open',
  },
];

/** A language that scaffolds are written in: with what, where a project names nothing, and where new files of it go. */
export interface Ground {
  readonly languageId: string;
  readonly ending: string;
  readonly standard: Readonly<Record<Kind, string>>;
  readonly homes: Readonly<Record<Kind, string>>;
  /** How the words of a name that is no type's are joined. */
  readonly joined: 'camel' | 'snake';
}

const standard = (crud: string, client: string, files: string): Ground['standard'] => ({
  crud,
  client,
  files,
});

const NODE = standard(
  'node:http',
  'fetch with AbortSignal.timeout',
  'node:fs/promises and streams',
);
const SCRIPT_HOMES = standard('src/routes/{names}*', 'src/clients/{name}*', 'src/files/{names}*');

export const GROUNDS: readonly Ground[] = [
  {
    languageId: 'typescript',
    ending: '.ts',
    standard: NODE,
    homes: SCRIPT_HOMES,
    joined: 'camel',
  },
  {
    languageId: 'javascript',
    ending: '.js',
    standard: NODE,
    homes: SCRIPT_HOMES,
    joined: 'camel',
  },
  {
    languageId: 'python',
    ending: '.py',
    standard: standard('http.server', 'urllib.request with a timeout', 'pathlib and tempfile'),
    homes: standard('routes/{names}*', 'clients/{name}*', 'files/{names}*'),
    joined: 'snake',
  },
  {
    languageId: 'go',
    ending: '.go',
    standard: standard('net/http', 'net/http with a context', 'os, io and filepath'),
    homes: standard('handlers/{name}*', 'clients/{name}*', 'files/{name}*'),
    joined: 'snake',
  },
  {
    languageId: 'rust',
    ending: '.rs',
    standard: standard('std::net', 'std::net', 'std::fs and std::io'),
    homes: standard('src/routes/{names}*', 'src/clients/{name}*', 'src/files/{names}*'),
    joined: 'snake',
  },
  {
    languageId: 'java',
    ending: '.java',
    standard: standard('com.sun.net.httpserver', 'java.net.http.HttpClient', 'java.nio.file'),
    homes: standard(
      'src/main/java/{Name}Handler*',
      'src/main/java/{Name}Client*',
      'src/main/java/{Name}Files*',
    ),
    joined: 'camel',
  },
  {
    languageId: 'kotlin',
    ending: '.kt',
    standard: standard('com.sun.net.httpserver', 'java.net.http.HttpClient', 'java.nio.file'),
    homes: standard(
      'src/main/kotlin/{Name}Handler*',
      'src/main/kotlin/{Name}Client*',
      'src/main/kotlin/{Name}Files*',
    ),
    joined: 'camel',
  },
  {
    languageId: 'csharp',
    ending: '.cs',
    standard: standard('HttpListener', 'HttpClient, which is passed in', 'System.IO, async'),
    homes: standard('{Names}Handler*', '{Name}Client*', '{Name}Files*'),
    joined: 'camel',
  },
  {
    languageId: 'ruby',
    ending: '.rb',
    standard: standard('rack', 'Net::HTTP with timeouts', 'File and Tempfile'),
    homes: standard('lib/{names}_handler*', 'lib/{name}_client*', 'lib/{name}_files*'),
    joined: 'snake',
  },
  {
    languageId: 'php',
    ending: '.php',
    standard: standard('plain PHP', 'cURL with a timeout', 'SplFileObject and rename'),
    homes: standard('src/{Name}Handler*', 'src/{Name}Client*', 'src/{Name}Files*'),
    joined: 'camel',
  },
];

const PLAIN: Readonly<Record<string, string>> = {
  javascriptreact: 'javascript',
  typescriptreact: 'typescript',
};

/** Of a language that scaffolds can be written in; of another document, the one that most of the project's files are in. */
export function groundFor(languageId: string, files: readonly string[]): Ground | undefined {
  const own = GROUNDS.find(ground => ground.languageId === (PLAIN[languageId] ?? languageId));
  if (own !== undefined) return own;
  const count = ({ ending }: Ground): number => files.filter(file => file.endsWith(ending)).length;
  const [most] = [...GROUNDS].sort((a, b) => count(b) - count(a));
  return most !== undefined && count(most) > 0 ? most : undefined;
}
