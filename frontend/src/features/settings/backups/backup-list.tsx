import { Button, Group, Text } from '@mantine/core'
import { IconFolderOpen, IconHistory } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ToneBadge } from '@/components/ui/state-badge'
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

/** Whole ones, and tenths of small ones. */
function megabytes(bytes: number) {
  return bytes < 1e7 ? Math.max(1, Math.round(bytes / 1e5)) / 10 : Math.round(bytes / 1e6)
}

function Facts({ backup: b }: { backup: api.BackupView }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  return (
    <Group gap="xs" className={classes.facts}>
      <Text size="sm" className="num">
        {t('backup.mb', { mb: number(megabytes(b.size)) })}
      </Text>
      {b.version ? (
        <Text size="sm" className="num">
          {t('backup.cards', { count: b.cards })}
        </Text>
      ) : (
        <Text size="sm">{t(`backup.kind.${b.kind}`)}</Text>
      )}
      {b.locked && <ToneBadge tone="green">{t('backup.locked')}</ToneBadge>}
      {b.foreign && <ToneBadge tone="amber">{t('backup.foreign')}</ToneBadge>}
    </Group>
  )
}
