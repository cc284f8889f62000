// GitHub as emulate has it, on the loopback only; it would listen everywhere.
import net from 'node:net';
import { pathToFileURL } from 'node:url';

const [, , api, port, baseUrl] = process.argv;
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (first, ...rest) {
  return typeof first === 'number' || typeof first === 'string'
    ? listen.call(this, { port: Number(first), host: '127.0.0.1' }, ...rest.filter((one) => typeof one === 'function'))
    : listen.call(this, { ...first, host: '127.0.0.1' }, ...rest);
};

const { createEmulator } = await import(pathToFileURL(api).href);
await createEmulator({
  service: 'github',
  port: Number(port),
  baseUrl,
  seed: {
    tokens: {
      'robot-token': { login: 'robot', scopes: ['repo', 'user', 'admin:repo_hook'] },
      'dora-token': { login: 'dora', scopes: ['repo', 'user', 'admin:repo_hook'] },
    },
    github: {
      users: [
        { login: 'robot', name: 'Robot', email: 'robot@example.test' },
        { login: 'dora', name: 'Dora', email: 'dora@example.test' },
        { login: 'paul', name: 'Paul', email: 'paul@example.test' },
      ],
      orgs: [{ login: 'lumen', name: 'Lumen', members: [{ login: 'robot', role: 'admin' }, { login: 'dora', role: 'admin' }] }],
      repos: [
        { owner: 'lumen', name: 'buglist', auto_init: true },
        { owner: 'paul', name: 'hidden', private: true, auto_init: true },
      ],
    },
  },
});
console.log('ready');
