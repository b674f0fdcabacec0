import { Button, Text, Title } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { StateBadge, ToneBadge } from '@/components/ui/state-badge'
import classes from '../settings.module.css'
import { EndSecondStep } from './end-second-step'
import { SecondStepDialog } from './second-step-dialog'

/** The second step after the password: a code of an app. */
export function SecondStepBox({ now }: { now: api.SignInOut }) {
  const { t } = useTranslation()
  const [dialog, setDialog] = useState<'on' | 'off'>()
  const close = () => setDialog(undefined)
  return (
    <section className={classes.box} aria-label={t('login.second')}>
      <div className={classes.boxHead}>
        <div className={classes.words}>
          <Title order={2}>
            {t('login.second')}{' '}
            {now.secondStep ? (
              <ToneBadge tone="green">{t('login.second_on')}</ToneBadge>
            ) : (
              <StateBadge state="inactive" />
            )}
          </Title>
          <Text c="dimmed">
            {!now.hasPassword
              ? t('login.password_first')
              : now.secondStep
                ? t('login.recovery_left', { count: now.recovery })
                : t('login.second_words')}
          </Text>
        </div>
        <Button
          variant="default"
          disabled={!now.hasPassword}
          onClick={() => setDialog(now.secondStep ? 'off' : 'on')}
        >
          {t(now.secondStep ? 'login.second_end' : 'login.second_begin')}
        </Button>
      </div>
      {dialog === 'on' && <SecondStepDialog onClose={close} />}
      {dialog === 'off' && <EndSecondStep onClose={close} />}
    </section>
  )
}
