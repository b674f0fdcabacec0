import { Alert, Button, Group, Progress, Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconDatabaseExport } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { toast } from '@/components/ui/toast'
import { When } from '@/components/ui/when'
import { say } from '@/lib/i18n/say'
import classes from '../settings.module.css'
import { useBackups, useMakeBackup } from './api'
import { BackupForm } from './backup-form'
import { BackupList } from './backup-list'
import { MakeDialog } from './make-dialog'

/** Backups: the last and the next one, how they are made, which there are. */
export function BackupsSection() {
  const { t } = useTranslation()
  const backups = useBackups()
  const data = backups.data
  return (
    <Stack gap="xl">
      <ErrorBox error={backups.error} onRetry={() => void backups.refetch()} />
      {backups.isPending && <LinesSkeleton />}
      {data && (
        <>
          <Now data={data} />
          <section aria-label={t('backup.list')}>
            <Title order={2} mb="xs">
              {t('backup.list')}
            </Title>
            <BackupList list={data.list} />
          </section>
          <BackupForm key={JSON.stringify(data.setting)} data={data} />
        </>
      )}
    </Stack>
  )
}

function Now({ data }: { data: api.BackupsOut }) {
  const { t } = useTranslation()
  const [percent, setPercent] = useState(0)
  const [asking, setAsking] = useState(false)
  const make = useMakeBackup(setPercent)
  const start = (input: api.MakeBackupIn) =>
    make.mutate(input, {
      onSuccess: (job) => {
        setAsking(false)
        toast({ title: say(job.result) })
      },
    })
  const failed = data.state.failed ?? data.restore
  const ours = data.list.filter((b) => b.kind === 'backup' && !b.foreign)
  const last = Math.max(data.state.at, ours[0]?.at ?? 0)
  return (
    <section className={classes.box} aria-label={t('backup.now')}>
      <div className={classes.boxHead}>
        <div className={classes.words}>
          <Title order={2}>{t('backup.now')}</Title>
          <Text>
            {last ? (
              <>
                {t('backup.last')} <When at={last} />
              </>
            ) : (
              t('backup.never')
            )}
          </Text>
          <Text c="dimmed" size="sm">
            {data.next ? (
              <>
                {t('backup.next')} <When at={data.next} day />
              </>
            ) : (
              t('backup.no_next')
            )}
          </Text>
        </div>
        <Group gap="xs">
          <Button variant="default" disabled={make.isPending} onClick={() => setAsking(true)}>
            {t('backup.elsewhere')}
          </Button>
          <Button
            leftSection={<IconDatabaseExport size={16} />}
            loading={make.isPending}
            onClick={() => start({ folder: '', passphrase: '', key: false })}
          >
            {t('backup.make')}
          </Button>
        </Group>
      </div>
      {make.isPending && <Progress mt="sm" value={percent} aria-label={t('backup.making')} />}
      {!asking && <ErrorBox error={make.error} />}
      {failed && (
        <Alert
          mt="sm"
          variant="outline"
          color="red"
          icon={<IconAlertTriangle size={18} />}
          title={t(data.state.failed ? 'backup.daily_failed' : 'backup.restore_failed_title')}
        >
          {say(failed)}
        </Alert>
      )}
      {asking && (
        <MakeDialog
          folder={data.folder}
          busy={make.isPending}
          error={make.error}
          onMake={start}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  )
}
