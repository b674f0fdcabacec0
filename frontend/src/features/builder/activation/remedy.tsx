import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { say } from '@/lib/i18n/say'
import { paths } from '@/lib/routing/paths'

interface RemedyProps {
  finding: api.ActivationFinding
  product: string
  onClose: () => void
}

/** What to do about it: a way to the place where it is mended. */
export function Remedy({ finding, product, onClose }: RemedyProps) {
  const words = say(finding.remedy)
  const to = placeOf(finding.door, product)
  if (!to) {
    const here = finding.door.kind === 'step' || finding.door.kind === 'settings'
    return here ? (
      <Anchor component="button" type="button" size="sm" onClick={onClose}>
        {words}
      </Anchor>
    ) : (
      <Text span size="sm" c="dimmed">
        {words}
      </Text>
    )
  }
  return (
    <Anchor component={Link} to={to} size="sm">
      {words}
    </Anchor>
  )
}

function placeOf({ kind, id }: api.FindingDoor, product: string): string {
  switch (kind) {
    case 'filter':
      return paths.filter(product, id)
    case 'template':
      return id ? paths.template(product, id) : paths.templates(product)
    case 'sending':
      return paths.settings('sending')
    case 'features':
      return paths.settings()
    case 'product':
      return paths.productSettings(id || product)
    case 'incoming':
      return paths.settings('incoming')
    case 'public':
      return paths.settings('public')
    case 'users':
      return paths.settings('people')
    case 'sequence':
      return paths.automation(product, id)
    default:
      return ''
  }
}
