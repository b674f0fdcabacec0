import { Button, Group, Popover, Text } from '@mantine/core'
import { IconCalendarTime, IconClock, IconPlayerTrackNext } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DateTimeField } from '@/components/ui/field-date'
import { useFormat } from '@/lib/format/use-format'
import classes from './sandbox.module.css'
import { lastMoment, movesOf } from './state/clock'

interface ClockBarProps {
  view: api.SandboxView
  pending: boolean
  onMove: (to: number) => void
}

/** The copy's clock, what comes next, and the ways to let time pass. */
export function ClockBar({ view, pending, onMove }: ClockBarProps) {
  const { t } = useTranslation()
  const { fully, moment, zone } = useFormat()
  const moves = movesOf(view, zone)
  const to = (key: string) => moves.find((m) => m.key === key)?.to
  const go = (key: string) => () => {
    const at = to(key)
    if (at !== undefined) onMove(at)
  }
  return (
    <section className={classes.clock} aria-label={t('sandbox.clock')}>
      <IconClock size={20} aria-hidden />
      <div className={classes.now}>
        <time dateTime={new Date(view.now).toISOString()}>{fully(view.now)}</time>
        <Text size="sm" c="dimmed" className="num">
          {view.next > 0 ? t('sandbox.next', { at: moment(view.next) }) : t('sandbox.nothing_next')}
        </Text>
      </div>
      <Group gap="xs">
        {(['hour', 'day'] as const).map((key) => (
          <Button
            key={key}
            variant="default"
            disabled={pending || to(key) === undefined}
            onClick={go(key)}
          >
            {t(`sandbox.move.${key}`)}
          </Button>
        ))}
        <AnyDate view={view} pending={pending} onMove={onMove} />
        <Button
          variant="light"
          leftSection={<IconPlayerTrackNext size={16} />}
          disabled={to('next') === undefined}
          loading={pending}
          onClick={go('next')}
        >
          {t('sandbox.move.next')}
        </Button>
      </Group>
    </section>
  )
}

/** Goes to any day and hour that is still ahead. */
function AnyDate({ view, pending, onMove }: ClockBarProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(view.now)
  const possible = at > view.now && at <= lastMoment(view.start)
  const go = () => {
    setOpen(false)
    onMove(at)
  }
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-end"
      trapFocus
      withinPortal
      shadow="md"
    >
      <Popover.Target>
        <Button
          variant="default"
          disabled={pending}
          leftSection={<IconCalendarTime size={16} />}
          onClick={() => {
            setAt(view.next || view.now)
            setOpen(!open)
          }}
        >
          {t('sandbox.move.date')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Group align="flex-end" gap="xs">
          <DateTimeField
            label={t('sandbox.go_to')}
            value={at}
            onChange={(value) => typeof value === 'number' && setAt(value)}
          />
          <Button disabled={!possible} onClick={go}>
            {t('sandbox.go')}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  )
}
