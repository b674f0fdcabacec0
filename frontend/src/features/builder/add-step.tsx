import { Button, Menu } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { KindIcon } from '@/components/ui/step-kind'
import type { StepKind } from './state/draft'

interface AddStepProps {
  tools: api.ToolboxEntry[] | undefined
  onAdd: (kind: StepKind) => void
  /** Where there is no room for the toolbox beside the steps: opens it as a sheet. */
  onSheet: (() => void) | undefined
}

/** Adds a step at the end: from a menu, or from the sheet that the toolbox is on a narrow screen. */
export function AddStep({ tools, onAdd, onSheet }: AddStepProps) {
  const { t } = useTranslation()
  const button = (
    <Button
      variant={onSheet ? 'light' : 'subtle'}
      size={onSheet ? 'sm' : 'compact-sm'}
      fullWidth={Boolean(onSheet)}
      leftSection={<IconPlus size={14} />}
      onClick={onSheet}
    >
      {t('builder.steps.add')}
    </Button>
  )
  if (onSheet) return button
  return (
    <Menu position="bottom-start">
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        {tools?.map(({ kind }) => (
          <Menu.Item
            key={kind}
            leftSection={<KindIcon kind={kind} size={16} />}
            onClick={() => onAdd(kind)}
          >
            {t(`kind.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
