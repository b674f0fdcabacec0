import { Loader, SegmentedControl, Text } from '@mantine/core'
import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react'
import type { merge } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { useProduct } from '@/lib/workspace/workspace'
import type { Draft } from '../state/draft'
import { replacedIn } from '../state/meter'
import { CardSwitch } from './card-switch'
import { EmailPreview } from './email-preview'
import { MissingNote } from './missing-note'
import classes from './preview.module.css'
import { SendTest } from './send-test'
import { SmsMeter } from './sms-meter'
import { SmsPreview } from './sms-preview'
import { TaskPreview } from './task-preview'
import type { LivePreview } from './use-live-preview'

interface PreviewPanelProps {
  draft: Draft
  live: LivePreview
  variables: merge.Field[]
  /** Missing for those who may only look. */
  onChange: ((part: Partial<Draft>) => void) | undefined
}

/** How the text looks as a real card: the message, what is missing, what it costs. */
export function PreviewPanel({ draft, live, variables, onChange }: PreviewPanelProps) {
  const { t } = useTranslation()
  const product = useProduct().product.id
  const [width, setWidth] = useState<'desktop' | 'phone'>('desktop')
  const { rendered } = live
  return (
    <aside className={classes.panel} aria-label={t('templates.preview')}>
      <div className={classes.top}>
        <CardSwitch live={live} />
        {live.waiting && <Loader size={16} role="status" aria-label={t('common.loading')} />}
        {draft.kind === 'email' && <Widths value={width} onChange={setWidth} />}
      </div>
      <ErrorBox error={live.error} />
      {live.answer && (
        <MissingNote
          missing={live.answer.missing}
          variables={variables}
          draft={draft}
          onChange={onChange}
        />
      )}
      {live.wrong && (
        <Text size="sm" c="dimmed">
          {t('templates.not_shown')}
        </Text>
      )}
      {rendered && !live.wrong && (
        <div className={classes.shown} data-stale={live.stale || undefined}>
          {draft.kind === 'email' && <EmailPreview message={rendered} width={width} />}
          {draft.kind === 'sms' && <SmsPreview message={rendered} simplify={draft.simplify} />}
          {draft.kind === 'task' && <TaskPreview task={rendered} draft={draft} />}
        </div>
      )}
      {draft.kind === 'sms' && rendered?.sms && !live.wrong && (
        <SmsMeter
          sms={rendered.sms}
          simplify={draft.simplify}
          onSimplify={onChange && ((simplify) => onChange({ simplify }))}
          onReplace={onChange && ((pairs) => onChange({ body: replacedIn(draft.body, pairs) }))}
        />
      )}
      {(draft.kind === 'email' || draft.kind === 'sms') && onChange && (
        <SendTest product={product} draft={draft} live={live} />
      )}
    </aside>
  )
}

interface WidthsProps {
  value: 'desktop' | 'phone'
  onChange: (width: 'desktop' | 'phone') => void
}

function Widths({ value, onChange }: WidthsProps) {
  const { t } = useTranslation()
  const icons = { desktop: IconDeviceDesktop, phone: IconDeviceMobile }
  return (
    <SegmentedControl
      size="xs"
      ml="auto"
      aria-label={t('templates.width')}
      value={value}
      onChange={(w) => onChange(w as 'desktop' | 'phone')}
      data={(['desktop', 'phone'] as const).map((w) => {
        const Picture = icons[w]
        return {
          value: w,
          label: (
            <span className={classes.width}>
              <Picture size={15} aria-hidden />
              {t(`templates.widths.${w}`)}
            </span>
          ),
        }
      })}
    />
  )
}
