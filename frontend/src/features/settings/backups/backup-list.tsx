import { Badge, Button, Group, Text } from '@mantine/core'
import { IconFolderOpen, IconHistory, IconLock } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { When } from '@/components/ui/when'
import { useFormat } from '@/lib/format/use-format'
import classes from './backups.module.css'
import { RestoreDialog } from './restore-dialog'

/** The backups that there are, each with the way back to it. */
export function BackupList({ list }: { list: api.BackupView[] }) {
  const { t } = useTranslation()
  const [restoring, setRestoring] = useState<string>()
  return (
    <>
      {list.length === 0 && <Text c="dimmed">{t('backup.none')}</Text>}
      <ul className={classes.list}>
        {list.map((b) => (
          <li key={b.path} className={classes.row}>
            <div className={classes.words}>
              <Text fw={500}>
                <When at={b.at} />
              </Text>
              <Text size="sm" c="dimmed" className="clip" title={b.path}>
                {b.name}
              </Text>
            </div>
            <Facts backup={b} />
            <Button
              size="xs"
              variant="default"
              leftSection={<IconHistory size={14} />}
              onClick={() => setRestoring(b.path)}
            >
              {t('backup.restore')}
            </Button>
          </li>
        ))}
      </ul>
      <Button
        mt="sm"
        size="compact-sm"
        variant="subtle"
        leftSection={<IconFolderOpen size={14} />}
        onClick={() => setRestoring('')}
      >
        {t('backup.from_file')}
      </Button>
      {restoring !== undefined && (
        <RestoreDialog path={restoring} onClose={() => setRestoring(undefined)} />
      )}
    </>
  )
}

function Facts({ backup: b }: { backup: api.BackupView }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  return (
    <Group gap="xs" className={classes.facts}>
      <Text size="sm" className="num">
        {t('backup.mb', { mb: number(Math.max(1, Math.round(b.size / 1e6))) })}
      </Text>
      {b.version ? (
        <Text size="sm" className="num">
          {t('backup.cards', { count: b.cards })}
        </Text>
      ) : (
        <Text size="sm">{t(`backup.kind.${b.kind}`)}</Text>
      )}
      {b.locked && (
        <Badge color="gray" variant="outline" leftSection={<IconLock size={12} />}>
          {t('backup.locked')}
        </Badge>
      )}
      {b.foreign && (
        <Badge color="yellow" variant="outline">
          {t('backup.foreign')}
        </Badge>
      )}
    </Group>
  )
}
