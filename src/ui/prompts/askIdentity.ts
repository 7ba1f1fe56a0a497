import * as vscode from 'vscode';
import { type SignInDraft, askSignInDetails } from './askSignInDetails.ts';
import { askText } from './askText.ts';
import { deviceIdProblem } from './deviceIdProblem.ts';
import { type Place, type Step, askQuickly, askSteps, back } from './steps.ts';

export interface IdentityQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly placeholder: string;
}

/** An identity that is to be created: its id and how it signs in. */
export interface IdentityDraft {
  readonly id: string;
  readonly signIn: SignInDraft;
}

/** Asks for the id of a new device or module and for how it signs in. */
export async function askIdentity(question: IdentityQuestion): Promise<IdentityDraft | undefined> {
  const first: Choice = { id: '', kind: 'hubKeys' };
  const chosen = await askSteps(question.title, first, [idStep(question), kindStep]);
  const signIn = chosen && (await askSignInDetails(question.title, chosen.id, chosen.kind));

  return chosen && signIn && { id: chosen.id, signIn };
}

interface Choice {
  readonly id: string;
  readonly kind: SignInDraft['kind'];
}

function idStep({ prompt, placeholder }: IdentityQuestion): Step<Choice> {
  return async (draft, place) => {
    const id = await askText({ prompt, placeholder, value: draft.id, problem: deviceIdProblem }, place);
    return typeof id === 'string' ? { ...draft, id } : id;
  };
}

const kindStep: Step<Choice> = async (draft, place) => {
  const kind = await pickKind(place);
  return kind === undefined || kind === back ? kind : { ...draft, kind };
};

interface KindItem extends vscode.QuickPickItem {
  readonly signIn: SignInDraft['kind'];
}

function pickKind(place: Place): Promise<SignInDraft['kind'] | typeof back | undefined> {
  const picker = vscode.window.createQuickPick<KindItem>();
  picker.placeholder = vscode.l10n.t('How it signs in');
  picker.items = kindItems();

  return askQuickly<SignInDraft['kind']>(picker, place, accept =>
    picker.onDidAccept(() => {
      const [item] = picker.activeItems;
      if (item) accept(item.signIn);
    }),
  );
}

function kindItems(): readonly KindItem[] {
  return [
    {
      signIn: 'hubKeys',
      label: vscode.l10n.t('$(key) Symmetric keys'),
      description: vscode.l10n.t('the hub makes them'),
    },
    { signIn: 'ownKeys', label: vscode.l10n.t('$(key) Symmetric keys of your own') },
    {
      signIn: 'newCertificate',
      label: vscode.l10n.t('$(verified) X.509, self-signed'),
      description: vscode.l10n.t('makes a certificate and its key, and saves them where you choose'),
    },
    { signIn: 'thumbprints', label: vscode.l10n.t('$(verified) X.509, self-signed, with a certificate of your own') },
    {
      signIn: 'authority',
      label: vscode.l10n.t('$(verified) X.509, signed by an authority'),
      description: vscode.l10n.t('whose certificate the hub has verified'),
    },
  ];
}
