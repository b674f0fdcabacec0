import { SegmentedControl, VisuallyHidden } from '@mantine/core'
import { IconLayoutKanban, IconTable } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CardsView } from './view'

interface LayoutSwitchProps {
  value: CardsView['as']
  onChange: (as: CardsView['as']) => void
}

/** List or board, in one place for both. */
export function LayoutSwitch({ value, onChange }: LayoutSwitchProps) {
  const { t } = useTranslation()
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('board.layout')}
      value={value}
      onChange={(as) => onChange(as as CardsView['as'])}
      data={[
        { value: 'list', label: <Way icon={IconTable} words={t('board.list')} /> },
        { value: 'board', label: <Way icon={IconLayoutKanban} words={t('board.board')} /> },
      ]}
    />
  )
}

function Way({ icon: Picture, words }: { icon: typeof IconTable; words: string }) {
  return (
    <span title={words}>
      <Picture size={16} aria-hidden style={{ display: 'block', margin: '3px 2px' }} />
      <VisuallyHidden>{words}</VisuallyHidden>
    </span>
  )
}
