import { IconAlertTriangle, IconCheck, IconFlask, IconInfoCircle, IconX } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CountDoor } from '@/components/ui/count-door'
import { say } from '@/lib/i18n/say'
import classes from './activation.module.css'
import { CardsBehind } from './cards-behind'
import { Remedy } from './remedy'

interface ChecksProps {
  found: api.PreflightActivationOut
  product: string
  testMode: boolean
  /** The forecast that says which cards; none while it runs. */
  job: string
  scope: api.ActivateIn['scope']
  /** The forecast could not be made. */
  unseen: boolean
  onClose: () => void
  /** The cards behind a number are looked at, or no longer. */
  onLook: (open: boolean) => void
}

/** What stands in the way, what is worth knowing, and whether anything will really be sent. */
export function Checks({
  found,
  product,
  testMode,
  job,
  scope,
  unseen,
  onClose,
  onLook,
}: ChecksProps) {
  const { t } = useTranslation()
  const [behind, setBehind] = useState<api.ActivationFinding>()
  const look = (at?: api.ActivationFinding) => {
    setBehind(at)
    onLook(at !== undefined)
  }
  return (
    <section aria-label={t('activation.checks')}>
      <div className={classes.question}>{t('activation.checks')}</div>
      <ul className={classes.checks}>
        {found.findings.map((finding) => (
          <li key={keyOf(finding)} data-tone={finding.level === 'error' ? 'red' : 'amber'}>
            {finding.level === 'error' ? (
              <IconX size={16} aria-label={t('activation.blocks')} />
            ) : (
              <IconAlertTriangle size={16} aria-label={t('activation.warns')} />
            )}
            <div className={classes.finding}>
              <span>
                {finding.position > 0 &&
                  `${t('builder.editor.title', { position: finding.position })}: `}
                {say(finding.say)}
              </span>{' '}
              <Remedy finding={finding} product={product} onClose={onClose} />
            </div>
            {finding.cards && job && (
              <CountDoor
                count={finding.count}
                onOpen={() => look(finding)}
                label={t('activation.cards_behind', { count: finding.count })}
                inWords
              />
            )}
          </li>
        ))}
        {found.findings.length === 0 && (
          <li data-tone="green">
            <IconCheck size={16} aria-hidden />
            {t(
              `activation.${found.foreseen ? 'all_well' : unseen ? 'all_well_unseen' : 'all_well_so_far'}`,
            )}
          </li>
        )}
        <li data-tone={testMode ? 'blue' : undefined}>
          {testMode ? (
            <IconFlask size={16} aria-hidden />
          ) : (
            <IconInfoCircle size={16} aria-hidden />
          )}
          {t(testMode ? 'activation.test_mode' : 'activation.for_real')}
        </li>
      </ul>
      {behind?.cards && (
        <CardsBehind
          title={say(behind.say)}
          ask={{ ...noFilter, job, scope, ...behind.cards }}
          product={product}
          onClose={() => look()}
        />
      )}
    </section>
  )
}

const noFilter = { day: '', card: '', q: '', kind: '' }

function keyOf(f: api.ActivationFinding): string {
  return [f.position, f.say.key, f.door.id, f.cards?.reason, f.cards?.outcome].join(' ')
}
