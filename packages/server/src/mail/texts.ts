import type { MailKind, MailLocale } from '@rollcall/core';
import type { Facts } from './facts.ts';

export interface Text {
  readonly subject: string;
  readonly paragraphs: (facts: Facts) => readonly string[];
  /** What the button that leads to the message's link says. */
  readonly button?: string;
}

const en: Record<MailKind, Text> = {
  password_reset: {
    subject: 'Set a new password',
    paragraphs: ({ name, expiresAt }) => [
      `Hello ${name},`,
      `somebody, probably you, asked for a new password. This link sets it once, until ${expiresAt}.`,
      'If it was not you, do nothing: your password stays as it is.',
    ],
    button: 'Set a new password',
  },
  password_reset_by_administrator: {
    subject: 'Set a new password',
    paragraphs: ({ name, by, organization, expiresAt }) => [
      `Hello ${name},`,
      `${by}, who administers ${organization}, has this link sent to you, which sets a new password once, until ${expiresAt}. Nobody else has it.`,
      'If you did not ask for it, do nothing and tell them: your password stays as it is.',
    ],
    button: 'Set a new password',
  },
  password_reset_started: {
    subject: 'A link for a new password was sent to you',
    paragraphs: ({ name, at, by, organization, email }) => [
      `Hello ${name},`,
      `${by}, who administers ${organization}, had a link for a new password sent to your address ${email} on ${at}. Your password stays as it is until that is used.`,
      'If you did not ask for it, tell them.',
    ],
  },
  email_verification: {
    subject: 'Confirm your e-mail address',
    paragraphs: ({ name, expiresAt }) => [
      `Hello ${name},`,
      `confirm that this address is yours; then you can sign in with it. The link works once, until ${expiresAt}.`,
      'If you do not know what this is about, do nothing: the address is then not used.',
    ],
    button: 'Confirm this address',
  },
  password_changed: {
    subject: 'Your password was changed',
    paragraphs: ({ name, at }) => [
      `Hello ${name},`,
      `the password of your account was changed on ${at}.`,
      'If it was not you, set a new password now and sign out all devices that you do not know.',
    ],
  },
  email_added: {
    subject: 'An e-mail address was added to your account',
    paragraphs: ({ name, at, email }) => [
      `Hello ${name},`,
      `the address ${email} was added to your account on ${at}. It can be used to sign in and to get a new password.`,
      'If it was not you, remove it and change your password now.',
    ],
  },
  email_removed: {
    subject: 'An e-mail address was removed from your account',
    paragraphs: ({ name, at, email }) => [
      `Hello ${name},`,
      `the address ${email} was removed from your account on ${at}.`,
      'If it was not you, change your password now.',
    ],
  },
  account_created: {
    subject: 'Your account is ready',
    paragraphs: ({ name, expiresAt }) => [
      `Hello ${name},`,
      `an account was made for you. Choose its password with this link. It works once, until ${expiresAt}.`,
    ],
    button: 'Choose a password',
  },
  signed_out_by_administrator: {
    subject: 'An administrator signed you out',
    paragraphs: ({ name, at, by, organization }) => [
      `Hello ${name},`,
      `${by === '' ? `whoever runs this server signed everybody out of ${organization}` : `${by}, who administers ${organization}, signed you out there`} on ${at}. You can sign in again.`,
      'Your activity shows what was ended. If you wonder why, ask them.',
    ],
  },
  signed_out_on_behalf: {
    subject: 'You were signed out on your behalf',
    paragraphs: ({ name, at, by, organization }) => [
      `Hello ${name},`,
      `${by}, who may act for you in ${organization}, signed you out there on ${at}. You can sign in again.`,
      'Your activity shows what was ended. If nobody should act for you any more, end that on your devices page.',
    ],
  },
  invitation: {
    subject: 'You are invited',
    paragraphs: ({ by, organization, expiresAt }) => [
      'Hello,',
      `${by === '' ? 'you are invited' : `${by} invites you`} to “${organization}”. This link works once, until ${expiresAt}.`,
      'You can come in with an account that you have here, or make a new one. If you do not know what this is about, do nothing.',
    ],
    button: 'See the invitation',
  },
  factor_added: {
    subject: 'A way to sign in was added to your account',
    paragraphs: ({ name, at, factor }) => [
      `Hello ${name},`,
      `${factor} was added to your account on ${at}.`,
      'If it was not you, remove it, change your password and sign out all devices that you do not know.',
    ],
  },
  factor_removed: {
    subject: 'A way to sign in was removed from your account',
    paragraphs: ({ name, at, factor }) => [
      `Hello ${name},`,
      `${factor} was removed from your account on ${at}.`,
      'If it was not you, change your password and sign out all devices that you do not know.',
    ],
  },
  factors_reset: {
    subject: 'Your second factors were taken away',
    paragraphs: ({ name, at }) => [
      `Hello ${name},`,
      `passkeys, authenticator app and recovery codes were taken from your account on ${at} by the people who look after it. The password alone signs in until you add new ones.`,
      'If you did not ask for it, tell them now.',
    ],
  },
  trust_copied: {
    subject: 'A device is asked for the code again',
    paragraphs: ({ name, at }) => [
      `Hello ${name},`,
      `somebody signed in to your account on ${at} with an old copy of what lets one of your devices go without a code. That device is no longer trusted and is asked for the code again.`,
      'If you did not restore that device from a copy, change your password and sign out all devices that you do not know.',
    ],
  },
};

const sv: Record<MailKind, Text> = {
  password_reset: {
    subject: 'Välj ett nytt lösenord',
    paragraphs: ({ name, expiresAt }) => [
      `Hej ${name},`,
      `någon, troligen du, har bett om ett nytt lösenord. Med länken väljer du det. Den fungerar en gång, till ${expiresAt}.`,
      'Om det inte var du behöver du inte göra något: lösenordet är oförändrat.',
    ],
    button: 'Välj ett nytt lösenord',
  },
  password_reset_by_administrator: {
    subject: 'Välj ett nytt lösenord',
    paragraphs: ({ name, by, organization, expiresAt }) => [
      `Hej ${name},`,
      `${by}, som administrerar ${organization}, har skickat dig den här länken. Med den väljer du ett nytt lösenord. Den fungerar en gång, till ${expiresAt}, och ingen annan har den.`,
      'Om du inte har bett om den: gör ingenting, och säg till dem. Lösenordet är oförändrat.',
    ],
    button: 'Välj ett nytt lösenord',
  },
  password_reset_started: {
    subject: 'En länk till ett nytt lösenord har skickats till dig',
    paragraphs: ({ name, at, by, organization, email }) => [
      `Hej ${name},`,
      `${by}, som administrerar ${organization}, lät ${at} skicka en länk till ett nytt lösenord till din adress ${email}. Lösenordet är oförändrat tills den används.`,
      'Om du inte har bett om den: säg till dem.',
    ],
  },
  email_verification: {
    subject: 'Bekräfta din e-postadress',
    paragraphs: ({ name, expiresAt }) => [
      `Hej ${name},`,
      `bekräfta att adressen är din; sedan kan du logga in med den. Länken fungerar en gång, till ${expiresAt}.`,
      'Om du inte vet vad det här gäller behöver du inte göra något: då används inte adressen.',
    ],
    button: 'Bekräfta adressen',
  },
  password_changed: {
    subject: 'Ditt lösenord har ändrats',
    paragraphs: ({ name, at }) => [
      `Hej ${name},`,
      `lösenordet till ditt konto ändrades ${at}.`,
      'Om det inte var du: välj ett nytt lösenord nu och logga ut alla enheter som du inte känner igen.',
    ],
  },
  email_added: {
    subject: 'En e-postadress har lagts till i ditt konto',
    paragraphs: ({ name, at, email }) => [
      `Hej ${name},`,
      `adressen ${email} lades till i ditt konto ${at}. Med den går det att logga in och att få ett nytt lösenord.`,
      'Om det inte var du: ta bort den och ändra lösenordet nu.',
    ],
  },
  email_removed: {
    subject: 'En e-postadress har tagits bort från ditt konto',
    paragraphs: ({ name, at, email }) => [
      `Hej ${name},`,
      `adressen ${email} togs bort från ditt konto ${at}.`,
      'Om det inte var du: ändra lösenordet nu.',
    ],
  },
  account_created: {
    subject: 'Ditt konto är klart',
    paragraphs: ({ name, expiresAt }) => [
      `Hej ${name},`,
      `ett konto har skapats åt dig. Välj lösenord med länken. Den fungerar en gång, till ${expiresAt}.`,
    ],
    button: 'Välj lösenord',
  },
  signed_out_by_administrator: {
    subject: 'En administratör har loggat ut dig',
    paragraphs: ({ name, at, by, organization }) => [
      `Hej ${name},`,
      `${by === '' ? `den som driver servern loggade ut alla från ${organization}` : `${by}, som administrerar ${organization}, loggade ut dig där`} ${at}. Du kan logga in igen.`,
      'Under Aktivitet ser du vad som avslutades. Undrar du varför, fråga dem.',
    ],
  },
  signed_out_on_behalf: {
    subject: 'Någon loggade ut dig åt dig',
    paragraphs: ({ name, at, by, organization }) => [
      `Hej ${name},`,
      `${by}, som får agera för dig i ${organization}, loggade ut dig där ${at}. Du kan logga in igen.`,
      'Under Aktivitet ser du vad som avslutades. Ska ingen längre agera för dig, avsluta det på sidan Enheter.',
    ],
  },
  invitation: {
    subject: 'Du är inbjuden',
    paragraphs: ({ by, organization, expiresAt }) => [
      'Hej,',
      `${by === '' ? 'du är inbjuden' : `${by} bjuder in dig`} till ”${organization}”. Länken fungerar en gång, till ${expiresAt}.`,
      'Du kan gå med med ett konto som du har här, eller skapa ett nytt. Om du inte vet vad det här gäller behöver du inte göra något.',
    ],
    button: 'Se inbjudan',
  },
  factor_added: {
    subject: 'Ett inloggningssätt har lagts till i ditt konto',
    paragraphs: ({ name, at, factor }) => [
      `Hej ${name},`,
      `${factor} lades till i ditt konto ${at}.`,
      'Om det inte var du: ta bort det, ändra lösenordet och logga ut alla enheter som du inte känner igen.',
    ],
  },
  factor_removed: {
    subject: 'Ett inloggningssätt har tagits bort från ditt konto',
    paragraphs: ({ name, at, factor }) => [
      `Hej ${name},`,
      `${factor} togs bort från ditt konto ${at}.`,
      'Om det inte var du: ändra lösenordet och logga ut alla enheter som du inte känner igen.',
    ],
  },
  factors_reset: {
    subject: 'Dina extra inloggningssteg har tagits bort',
    paragraphs: ({ name, at }) => [
      `Hej ${name},`,
      `de som sköter ditt konto tog ${at} bort dess nycklar, kodapp och reservkoder. Tills du lägger till nya räcker lösenordet för att logga in.`,
      'Om du inte har bett om det: säg till dem nu.',
    ],
  },
  trust_copied: {
    subject: 'En enhet måste ange kod igen',
    paragraphs: ({ name, at }) => [
      `Hej ${name},`,
      `någon loggade ${at} in på ditt konto med en gammal kopia av det som låter en av dina enheter slippa ange kod. Enheten är inte längre betrodd och måste ange kod igen.`,
      'Om du inte har återställt enheten från en kopia: ändra lösenordet och logga ut alla enheter som du inte känner igen.',
    ],
  },
};

export const texts: Record<MailLocale, Record<MailKind, Text>> = { en, sv };
