import { Anchor } from '@mantine/core'
import { IconBulb } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { StateBadge } from '@/components/ui/state-badge'
import { KindIcon } from '@/components/ui/step-kind'
import { When } from '@/components/ui/when'
import { useOpenDrawer } from '@/lib/drawers/drawers'
import { say } from '@/lib/i18n/say'
import classes from './why.module.css'

/** One step: what it came to, when, and the chain that leads to that moment. */
export function StepLine({ step }: { step: api.WhyStep }) {
  const { t } = useTranslation()
  const open = useOpenDrawer()
  const off = ['not_for', 'cancelled', 'disabled'].includes(step.state)
  return (
    <li className={classes.step} data-off={off || undefined}>
      <div className={classes.line}>
        <KindIcon kind={step.kind} size={16} />
        <span className="clip" title={step.template}>
          <b>{t('why.step', { position: step.position, kind: t(`kind.${step.kind}`) })}</b>{' '}
          {step.template}
        </span>
        <span className={classes.state}>
          <StateBadge state={step.state} />
        </span>
      </div>
      {step.at > 0 && (
        <div className={classes.moment}>
          <When at={step.at} />
          {step.letter && ` · ${t('why.letter', { letter: step.letter })}`}
          {step.message && (
            <>
              {' · '}
              <Anchor
                component="button"
                type="button"
                size="sm"
                onClick={() => open({ kind: 'message', id: step.message })}
              >
                {t('why.message')}
              </Anchor>
            </>
          )}
        </div>
      )}
      {step.reason && <div className={classes.moment}>{t(`reason.${step.reason}`)}</div>}
      {step.todo && (
        <div className={classes.todo}>
          <IconBulb size={14} aria-hidden />
          <span>{say(step.todo)}</span>
        </div>
      )}
      {!off && step.chain.length > 0 && <Chain links={step.chain} />}
      {step.notes.map((note) => (
        <div key={note.key} className={classes.detail}>
          {say(note)}
        </div>
      ))}
    </li>
  )
}

/** "+5 days → Sat 28 Nov → Mon 30 Nov is a holiday → Wed 2 Dec 09:00". */
function Chain({ links }: { links: api.WhyLink[] }) {
  return (
    <ol className={classes.chain}>
      {links.map((link, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a chain is read as a whole
        <li key={i} className={classes.link}>
          <span>{say(link.say)}</span>
          {link.at > 0 && <When at={link.at} />}
        </li>
      ))}
    </ol>
  )
}
