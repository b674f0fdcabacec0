import { Text, UnstyledButton } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { SortableRow } from '@/components/ui/sortable-row'
import { ToneBadge } from '@/components/ui/state-badge'
import { KindIcon } from '@/components/ui/step-kind'
import type { Problem } from '@/lib/api/client'
import type { DraftStep } from './state/draft'
import { StepGap } from './step-gap'
import classes from './step-list.module.css'
import { type StepCommand, StepMenu } from './step-menu'
import { StepNotes } from './step-notes'
import { StepWhen } from './step-when'

export interface StepRowProps {
  step: DraftStep
  /** "Step 2, SMS to the client" */
  name: string
  position: number
  count: number
  check: api.StepCheck | undefined
  problems: Problem[]
  templateName: string
  chosen: boolean
  unsaved: boolean
  readOnly: boolean
  onChoose: () => void
  onCommand: (command: StepCommand) => void
  onMove: (to: number) => void
  onTiming: (timing: DraftStep['timing']) => void
}

/** One step of the list with the line of time above it. */
export function StepRow(p: StepRowProps) {
  const { t } = useTranslation()
  const { step, readOnly } = p
  return (
    <SortableRow id={step.key} disabled={readOnly} name={p.name}>
      {({ handle }) => (
        <div data-disabled={step.disabled || undefined}>
          <StepGap
            timing={step.timing}
            position={p.position}
            readOnly={readOnly}
            problems={p.problems}
            onChange={p.onTiming}
          />
          <div className={classes.step} data-chosen={p.chosen || undefined}>
            {handle && <span className={classes.handle}>{handle}</span>}
            <UnstyledButton className={classes.body} onClick={p.onChoose} aria-pressed={p.chosen}>
              <StepWords {...p} />
            </UnstyledButton>
            <div className={classes.side}>
              {!readOnly && (
                <Text span size="xs" className={classes.mark} data-unsaved={p.unsaved || undefined}>
                  {p.unsaved ? t('builder.step.unsaved') : t('builder.step.saved')}
                </Text>
              )}
              {!readOnly && (
                <StepMenu
                  name={p.name}
                  index={p.position - 1}
                  count={p.count}
                  disabled={step.disabled}
                  onCommand={p.onCommand}
                  onMove={p.onMove}
                />
              )}
            </div>
          </div>
        </div>
      )}
    </SortableRow>
  )
}

function StepWords({ step, position, templateName, check, problems }: StepRowProps) {
  const { t } = useTranslation()
  return (
    <>
      <span className={classes.number}>{position}</span>
      <span className={classes.words}>
        <span className={classes.headline}>
          <KindIcon kind={step.kind} size={16} />
          <b className={classes.kind}>{t(`kind.${step.kind}`)}</b>
          <span className="clip" title={templateName}>
            {templateName}
          </span>
          {step.templateB && <ToneBadge tone="grey">{t('builder.step.ab')}</ToneBadge>}
          {step.disabled && <ToneBadge tone="grey">{t('builder.step.disabled')}</ToneBadge>}
        </span>
        <StepWhen step={step} check={check} />
        <StepNotes check={check} problems={problems} />
      </span>
    </>
  )
}
