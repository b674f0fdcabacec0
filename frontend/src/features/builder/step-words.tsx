import { IconArrowsSplit, IconPaperclip } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { memo } from 'react'
import { ToneBadge } from '@/components/ui/state-badge'
import { KindIcon } from '@/components/ui/step-kind'
import type { Problem } from '@/lib/api/client'
import { say } from '@/lib/i18n/say'
import type { RowWords } from './row-words'
import type { DraftStep } from './state/draft'
import classes from './step-list.module.css'
import { StepNotes } from './step-notes'
import { StepWhen } from './step-when'

interface StepWordsProps {
  step: DraftStep
  templateName: string
  check: api.StepCheck | undefined
  problems: Problem[]
  words: RowWords
}

/** What a step is and does, when, under which conditions, and what keeps it from working. */
export const StepWords = memo(function StepWords(p: StepWordsProps) {
  const { step, templateName, check, problems, words } = p
  const { t } = words
  return (
    <span className={classes.words}>
      <span className={classes.headline}>
        <KindIcon kind={step.kind} size={16} />
        <b className={classes.kind}>{words.kinds[step.kind]}</b>
        <span className="clip" title={templateName}>
          {templateName}
        </span>
        {step.templateB && <ToneBadge tone="grey">{t('builder.step.ab')}</ToneBadge>}
        {step.attachPdf && (
          <span className={classes.badge}>
            <IconPaperclip size={13} aria-hidden /> {t('builder.step.pdf')}
          </span>
        )}
        {step.disabled && <ToneBadge tone="grey">{t('builder.step.disabled')}</ToneBadge>}
      </span>
      <StepWhen step={step} check={check} words={words} />
      {step.onlyIf && (
        <span className={classes.onlyIf}>
          <IconArrowsSplit size={13} aria-hidden />
          <span>
            {t('builder.only_if.says', {
              conditions: check?.onlyIf ? say(check.onlyIf) : '…',
              interpolation: { escapeValue: false },
            })}
          </span>
        </span>
      )}
      <StepNotes check={check} problems={problems} />
    </span>
  )
})
