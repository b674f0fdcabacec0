import { Button, Text } from '@mantine/core'
import { IconArrowsJoin, IconMail, IconPhone, IconUser } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { ToneBadge } from '@/components/ui/state-badge'
import { toast, toastError } from '@/components/ui/toast'
import { useOpenDrawer } from '@/lib/drawers/drawers'
import { useGo } from '@/lib/routing/use-view'
import { useNotDuplicates } from './api'
import { KindIcon } from './contact-columns'
import classes from './contacts.module.css'

const pictures = { email: IconMail, phone: IconPhone, name: IconUser }

/** Clients that look like one: why, and what to do about it. */
export function DuplicateGroup({ group }: { group: api.DuplicateGroup }) {
  const { t } = useTranslation()
  const go = useGo()
  const open = useOpenDrawer()
  const not = useNotDuplicates()
  const ids = group.contacts.map((c) => c.id)
  const name = group.contacts[0]?.name ?? ''
  const differ = () =>
    not.mutate(ids, {
      onError: toastError,
      onSuccess: () => toast({ title: t('contacts.not_duplicates_done') }),
    })
  return (
    <article className={classes.group} aria-label={name}>
      <header className={classes.groupHead}>
        {group.why.map((why) => (
          <ToneBadge key={why} tone={why === 'name' ? 'grey' : 'blue'} icon={pictures[why]}>
            {t(`contacts.why.${why}`)}
          </ToneBadge>
        ))}
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          ml="auto"
          loading={not.isPending}
          onClick={differ}
        >
          {t('contacts.not_duplicates')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconArrowsJoin size={15} />}
          onClick={() => go('/contacts/merge', { ids: ids.join('.') })}
        >
          {t('contacts.merge')}
        </Button>
      </header>
      {group.contacts.map((c) => (
        <div key={c.id} className={classes.groupRow}>
          <span className={classes.name}>
            <KindIcon kind={c.kind} />
            <button
              type="button"
              className="linkish clip"
              title={c.name}
              onClick={() => open({ kind: 'contact', id: c.id })}
            >
              {c.name}
            </button>
          </span>
          <Quiet>{c.email || c.companyName}</Quiet>
          <Quiet>{c.phone}</Quiet>
          <Text size="sm" c="dimmed" className="num" ta="end">
            {c.cards > 0 && t('cards.count', { count: c.cards })}
          </Text>
        </div>
      ))}
    </article>
  )
}

function Quiet({ children }: { children: string }) {
  return (
    <Text size="sm" c="dimmed" className="clip" title={children}>
      {children}
    </Text>
  )
}
