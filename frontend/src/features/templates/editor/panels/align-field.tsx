import { Input, SegmentedControl, VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { alignIcons } from '../toolbar/align-tool'

interface AlignFieldProps {
  value: unknown
  onChange: (align: string) => void
}

/** Where a block stands: left, in the middle, right. */
export function AlignField({ value, onChange }: AlignFieldProps) {
  const { t } = useTranslation()
  return (
    <Input.Wrapper label={t('editor.align')} labelElement="div">
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t('editor.align')}
        value={String(value)}
        onChange={onChange}
        data={(['left', 'center', 'right'] as const).map((a) => {
          const Picture = alignIcons[a]
          return {
            value: a,
            label: (
              <span title={t(`editor.aligns.${a}`)}>
                <Picture size={16} style={{ display: 'block', margin: 'auto' }} aria-hidden />
                <VisuallyHidden>{t(`editor.aligns.${a}`)}</VisuallyHidden>
              </span>
            ),
          }
        })}
      />
    </Input.Wrapper>
  )
}
