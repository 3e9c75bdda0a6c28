// Laws are tried on other inputs at each run of a person, and on the same ones in CI: a change is not refused for what
// was there before it. What a random run finds becomes a case of its own.
import fc from 'fast-check';

if (process.env['CI']) {
    fc.configureGlobal({ seed: 20_261_121 });
}
