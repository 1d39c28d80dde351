import type { IconName } from '../../icons';
import type { MessageId } from '../../words.gen';

export const SECTIONS = [
  { id: 'general', title: 'settings-general', about: 'settings-general-about', icon: 'gear' },
  { id: 'connection', title: 'settings-connection', about: 'settings-connection-about', icon: 'link' },
  { id: 'endpoints', title: 'settings-endpoints', about: 'settings-endpoints-about', icon: 'key' },
  { id: 'apple', title: 'settings-connect', about: 'settings-connect-about', icon: 'cloud' },
  {
    id: 'notifications',
    title: 'settings-notifications',
    about: 'settings-notifications-about',
    icon: 'bell',
  },
  { id: 'history', title: 'settings-history', about: 'settings-history-about', icon: 'clock' },
  { id: 'appearance', title: 'settings-appearance', about: 'settings-appearance-about', icon: 'eye' },
  { id: 'shortcuts', title: 'settings-shortcuts', about: 'settings-shortcuts-about', icon: 'keyboard' },
  { id: 'advanced', title: 'settings-advanced', about: 'settings-advanced-about', icon: 'folder' },
  { id: 'about', title: 'settings-about', about: 'settings-about-about', icon: 'info' },
] as const satisfies { id: string; title: MessageId; about: MessageId; icon: IconName }[];

export type Section = (typeof SECTIONS)[number]['id'];

const KEY = 'shipbell.settings.section';

function known(text: string | null | undefined): Section | null {
  return SECTIONS.find(({ id }) => id === text)?.id ?? null;
}

/** The section to begin with: the one that is asked for, else the last one that was open. */
export function beginning(asked: string | undefined, storage: Pick<Storage, 'getItem'>): Section | null {
  if (asked) return known(asked);
  try {
    return known(storage.getItem(KEY));
  } catch {
    return null; // A page without storage begins at the list.
  }
}

export function remember(section: Section | null, storage: Pick<Storage, 'setItem'>): void {
  try {
    storage.setItem(KEY, section ?? '');
  } catch {
    // Nothing is lost but the memory of it.
  }
}
