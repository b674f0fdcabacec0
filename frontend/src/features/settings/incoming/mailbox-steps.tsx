import { List, ThemeIcon } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { Say } from '@/components/ui/say'
import classes from '../settings.module.css'

/** How a test went, step by step. */
export function MailboxSteps({ result }: { result: api.TestMailboxOut }) {
  return (
    <div role="status">
      <List spacing={6} center={false} listStyleType="none">
        {result.steps.map((step) => (
          <List.Item
            key={step.say.key}
            icon={
              <ThemeIcon size={20} radius="xl" color={step.ok ? 'green' : 'red'}>
                {step.ok ? <IconCheck size={13} /> : <IconX size={13} />}
              </ThemeIcon>
            }
          >
            <Say of={step.say} />
            {step.words && <p className={classes.quote}>{step.words}</p>}
          </List.Item>
        ))}
      </List>
    </div>
  )
}
