import {
  IconBuilding,
  IconDatabase,
  IconDeviceDesktop,
  IconEyeCheck,
  IconHistory,
  IconInbox,
  IconKey,
  IconMailDown,
  IconPackage,
  IconPlugConnected,
  IconSend,
  IconTransferIn,
  IconUsers,
  IconWebhook,
  IconWorld,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { inWindow } from '@/lib/api/in-window'
import { BackupsSection } from './backups/backups-section'
import { CallsSection } from './calls/calls-section'
import { ChangesSection } from './changes/changes-section'
import { ComputerSection } from './computer/computer-section'
import { IncomingSection } from './incoming/incoming-section'
import { LeadsSection } from './leads/leads-section'
import { OpensSection } from './opens/opens-section'
import { PeopleSection } from './people/people-section'
import { ProductsSection } from './products/products-section'
import { PublicSection } from './public/public-section'
import { SendingSection } from './sending-section'
import { SignInSection } from './sign-in/sign-in-section'
import { TokensSection } from './tokens/tokens-section'
import { WebhooksSection } from './webhooks/webhooks-section'
import { WorkspaceSection } from './workspace-section'

interface Section {
  icon: typeof IconKey
  body: ComponentType
}

/** The sections in their groups, in the order of the menu. */
export const groups: Record<string, Record<string, Section>> = {
  business: {
    workspace: { icon: IconBuilding, body: WorkspaceSection },
    people: { icon: IconUsers, body: PeopleSection },
    products: { icon: IconPackage, body: ProductsSection },
  },
  messages: {
    sending: { icon: IconSend, body: SendingSection },
    incoming: { icon: IconInbox, body: IncomingSection },
    opens: { icon: IconEyeCheck, body: OpensSection },
  },
  outside: {
    public: { icon: IconWorld, body: PublicSection },
    leads: { icon: IconMailDown, body: LeadsSection },
    calls: { icon: IconTransferIn, body: CallsSection },
    webhooks: { icon: IconWebhook, body: WebhooksSection },
    tokens: { icon: IconPlugConnected, body: TokensSection },
  },
  program: {
    backups: { icon: IconDatabase, body: BackupsSection },
    ...(inWindow() && { computer: { icon: IconDeviceDesktop, body: ComputerSection } }),
    server: { icon: IconKey, body: SignInSection },
    changes: { icon: IconHistory, body: ChangesSection },
  },
}

/** What everybody sees, because it is about themselves. */
const own = ['server', 'tokens']

/** Whether a section is for somebody. */
export const mayOpen = (section: string, admin: boolean) => admin || own.includes(section)
