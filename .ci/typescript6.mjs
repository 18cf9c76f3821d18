import Module, { register } from 'node:module';

// Preloaded into dependency-cruiser, which reads TypeScript through the compiler's old interface. TypeScript 7 has it no
// longer; version 6, installed under another name, still does.

const typescript = /^typescript(?=$|\/)/;
const resolveFilename = Module._resolveFilename;
Module._resolveFilename = (request, ...rest) =>
  resolveFilename.call(Module, request.replace(typescript, 'typescript6'), ...rest);

const hook = `export const resolve = (specifier, context, next) =>
  next(specifier.replace(${typescript}, 'typescript6'), context);`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);
