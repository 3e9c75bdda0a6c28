/** Annotations of the language, with the vocabularies of their arguments. */
export const annotations = `
/// Categories of personal data. Those of GDPR Art. 9(1) and 10 are for @sensitive.
enum PersonalDataCategory {
  name email phone address postcode birthDate age sex nationality
  governmentId socialSecurityNumber passport driverLicense taxId
  bankAccount cardNumber cardVerification income
  ip device cookie location photo signature vehicle
  username password employment education family
  customerId freeText other
}

/// Special categories of GDPR Art. 9(1), and of Art. 10.
enum SensitiveDataCategory {
  health genetic biometric ethnicity politicalOpinion religion
  unionMembership sexLife sexualOrientation criminal child
}

enum MaskMethod {
  /// Nothing is left: null or a constant.
  full
  /// The first or last characters are kept.
  partial
  /// Everything before the @ is hidden.
  email
  /// A keyed hash.
  hmac
  /// A coarser value: a year for a date, three digits for a postcode.
  generalize
  /// A random value of the same form.
  random
}

enum EncryptionMethod {
  /// The application holds the key; the database sees only bytes.
  application
  /// The engine encrypts the column.
  column
  /// The storage is encrypted.
  disk
}

enum QualityRule { unique notBlank notNull trimmed lowercase uppercase email url positive past future }

/// Anyone may know it.
annotation public on any
/// For people of the organisation.
annotation internal on any
/// For those who need it for their work.
annotation confidential on any
/// For named people only.
annotation restricted on any
/// Personal data, GDPR Art. 4(1).
annotation pii(category: PersonalDataCategory = other) on attribute, domain, type, column
/// A special category of personal data, GDPR Art. 9(1) and 10.
annotation sensitive(category: SensitiveDataCategory) on attribute, domain, type, column
/// What those see who may not see the value.
annotation mask(method: MaskMethod = full, keepFirst: int = 0, keepLast: int = 0, with: string = '*') on attribute, domain, column
annotation encrypt(method: EncryptionMethod = application) on attribute, domain, entity
/// A label of your own.
annotation tag(variadic name: any) on any
/// What the values are expected to be, beyond what the database enforces.
annotation quality(variadic rule: QualityRule) on attribute, domain, entity, column
/// The physical name that it had before: a rename, not a drop and an add.
annotation was(variadic name: string) on any
/// Silences a warning where it stands, with a reason.
annotation allow(code: string, reason: string) on any
/// No longer to be used; the text says what instead.
annotation deprecated(instead: string = '') on any
`;
