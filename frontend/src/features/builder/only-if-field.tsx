import { ActionIcon, Button, Group, Text, Tooltip } from '@mantine/core'
import { IconArrowsSplit, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { say } from '@/lib/i18n/say'
import classes from './editor.module.css'
import { OnlyIfDrawer } from './only-if-drawer'
import type { StepEditorProps } from './step-editor'

/** The conditions under which a step runs, in words, and the way to their editor. */
export function OnlyIfField(p: StepEditorProps) {
  const { t } = useTranslation()
  const { step, readOnly, onChange, problems } = p
  const [open, setOpen] = useState(false)
  const wrong = problems.filter((problem) => problem.path.startsWith('onlyIf'))
  if (readOnly && !step.onlyIf) return null
  return (
    <div>
      <Text size="sm" fw={500} component="div">
        {t('builder.only_if.title')}
      </Text>
      {step.onlyIf ? (
        <div className={classes.onlyIf} data-wrong={wrong.length > 0 || undefined}>
          <p>{p.check?.onlyIf ? say(p.check.onlyIf) : '…'}</p>
          {wrong.map((problem) => (
            <p key={problem.path + problem.key} className={classes.wrong}>
              {say(problem)}
            </p>
          ))}
          {!readOnly && (
            <Group gap={4} justify="space-between">
              <Button size="compact-xs" variant="subtle" ml={-6} onClick={() => setOpen(true)}>
                {t('builder.only_if.edit')}
              </Button>
              <Tooltip label={t('builder.only_if.remove')}>
                <ActionIcon
                  size="sm"
                  aria-label={t('builder.only_if.remove')}
                  onClick={() => onChange({ onlyIf: undefined })}
                >
                  <IconX size={14} />
                </ActionIcon>
              </Tooltip>
            </Group>
          )}
        </div>
      ) : (
        <Button
          variant="subtle"
          size="compact-sm"
          ml={-8}
          leftSection={<IconArrowsSplit size={14} />}
          onClick={() => setOpen(true)}
        >
          {t('builder.only_if.add')}
        </Button>
      )}
      <Text size="xs" c="dimmed">
        {t(step.onlyIf ? 'builder.only_if.help' : 'builder.only_if.always')}
      </Text>
      {open && (
        <OnlyIfDrawer
          position={p.position}
          product={p.product}
          value={step.onlyIf}
          onClose={() => setOpen(false)}
          onDone={(onlyIf) => {
            onChange({ onlyIf })
            setOpen(false)
          }}
        />
      )}
    </div>
  )
}
