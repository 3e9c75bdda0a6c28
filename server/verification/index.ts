export { verificationFindings } from './findings.ts';
export { verifyModel, type Verification, type VerifyOptions } from './verify.ts';
