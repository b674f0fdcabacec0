import { Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { crm } from '@wails/go/models'
import { say } from '@/lib/i18n/say'
import classes from './pdf.module.css'

/** What will not look as it was meant. */
export function PdfWarnings({ warnings }: { warnings: crm.Phrase[] }) {
  if (warnings.length === 0) return null
  return (
    <div className={classes.warnings} role="status">
      {warnings.map((warning) => (
        <Text key={warning.key} size="sm" className={classes.warning}>
          <IconAlertTriangle size={16} aria-hidden />
          <span>{say(warning)}</span>
        </Text>
      ))}
    </div>
  )
}
