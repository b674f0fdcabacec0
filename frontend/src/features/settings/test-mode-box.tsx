import { Button, Group, Text, Title } from '@mantine/core'
import { IconFlask, IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast, toastError } from '@/components/ui/toast'
import { useWorkspace } from '@/lib/workspace/workspace'
import { useSetTestMode } from './api'
import classes from './settings.module.css'
import { TestModeDialog } from './test-mode-dialog'

/** Whether messages really leave, and the switch. */
export function TestModeBox() {
  const { t } = useTranslation()
  const { workspace } = useWorkspace()
  const [asking, setAsking] = useState(false)
  const setter = useSetTestMode()
  const on = workspace.testMode
  const switchOn = () =>
    setter.mutate(
      { on: true, held: 'discard' },
      { onSuccess: () => toast({ title: t('settings.test_on') }), onError: toastError },
    )
  return (
    <section
      className={`${classes.box} ${classes.testMode}`}
      data-on={on || undefined}
      aria-label={t('settings.test_mode')}
    >
      <div className={classes.boxHead}>
        <div className={classes.words}>
          <Group gap="xs">
            {on ? <IconFlask size={18} aria-hidden /> : <IconSend size={18} aria-hidden />}
            <Title order={2}>{on ? t('settings.test_is_on') : t('settings.test_is_off')}</Title>
          </Group>
          <Text mt={4}>{on ? t('settings.test_on_words') : t('settings.test_off_words')}</Text>
        </div>
        {on ? (
          <Button variant="default" onClick={() => setAsking(true)}>
            {t('settings.switch_off')}
          </Button>
        ) : (
          <Button variant="default" loading={setter.isPending} onClick={switchOn}>
            {t('settings.switch_on')}
          </Button>
        )}
      </div>
      {asking && <TestModeDialog onClose={() => setAsking(false)} />}
    </section>
  )
}
