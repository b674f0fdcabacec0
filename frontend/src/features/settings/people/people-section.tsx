import { ActionIcon, Avatar, Button, Group, Stack, Text } from '@mantine/core'
import { IconPencil, IconPlus, IconUserShare } from '@tabler/icons-react'
import type { crm } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { StateBadge, ToneBadge } from '@/components/ui/state-badge'
import { useWorkspace } from '@/lib/workspace/workspace'
import classes from '../settings.module.css'
import { HandOver } from './hand-over'
import { PersonMenu } from './person-menu'
import { UserDrawer } from './user-drawer'

/** The colleagues: who they are and what they may do. */
export function PeopleSection() {
  const { t } = useTranslation()
  const { users, me } = useWorkspace()
  const [editing, setEditing] = useState<crm.User | 'new'>()
  const [leaving, setLeaving] = useState<crm.User>()
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Text c="dimmed">{t('settings.people_words')}</Text>
        <Button size="xs" leftSection={<IconPlus size={14} />} onClick={() => setEditing('new')}>
          {t('settings.add_user')}
        </Button>
      </Group>
      {users.map((u) => (
        <article key={u.id} className={classes.box} aria-label={u.name}>
          <Group wrap="nowrap" gap="sm">
            <Avatar name={u.name} color="gray" size={32} aria-hidden />
            <div className={classes.words}>
              <Group gap="xs">
                <Text fw={600} className="clip">
                  {u.name}
                </Text>
                {u.id === me.id && <ToneBadge tone="blue">{t('settings.me')}</ToneBadge>}
                {!u.active && <StateBadge state="inactive" />}
              </Group>
              <Text size="sm" c="dimmed" className="clip">
                {[u.email, u.phone, t(`settings.role.${u.role}`)].filter(Boolean).join(' · ')}
              </Text>
            </div>
            {u.active && u.id !== me.id && (
              <ActionIcon
                aria-label={t('settings.hand_over_user', { name: u.name })}
                title={t('settings.hand_over_user', { name: u.name })}
                onClick={() => setLeaving(u)}
              >
                <IconUserShare size={16} />
              </ActionIcon>
            )}
            <ActionIcon
              aria-label={t('settings.edit_user', { name: u.name })}
              onClick={() => setEditing(u)}
            >
              <IconPencil size={16} />
            </ActionIcon>
            {u.active && u.id !== me.id && <PersonMenu user={u} />}
          </Group>
        </article>
      ))}
      {leaving && <HandOver user={leaving} onClose={() => setLeaving(undefined)} />}
      {editing && (
        <UserDrawer
          user={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Stack>
  )
}
