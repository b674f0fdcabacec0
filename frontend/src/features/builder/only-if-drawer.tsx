import { Button, Text } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import { SideDrawer } from '@/components/ui/side-drawer'
import { type EditedConditions, useSlots } from './slots'

interface OnlyIfDrawerProps {
  position: number
  product: string
  value: crm.Group | undefined
  onClose: () => void
  onDone: (tree: crm.Group | undefined) => void
}

/** The editor of a step's conditions; nothing of it counts until it is taken over. */
export function OnlyIfDrawer({ position, product, value, onClose, onDone }: OnlyIfDrawerProps) {
  const { t } = useTranslation()
  const { Conditions } = useSlots()
  const [now, setNow] = useState<EditedConditions>()
  const [attempted, setAttempted] = useState(false)
  const take = () => {
    if (!now) return
    // A lone row that was never filled in is no condition.
    const blank = now.tree.conditions.every((c) => c.subject === '') && now.tree.groups.length === 0
    if (now.empty || blank) onDone(undefined)
    else if (now.unfinished > 0) {
      setAttempted(true)
      announce(t('builder.only_if.unfinished', { count: now.unfinished }))
    } else onDone(now.tree)
  }
  return (
    <SideDrawer
      open
      wide
      onClose={onClose}
      title={t('builder.only_if.drawer', { position })}
      footer={
        <>
          {attempted && now && now.unfinished > 0 && (
            <Text c="var(--tone-red)" size="sm" mr="auto" role="alert">
              {t('builder.only_if.unfinished', { count: now.unfinished })}
            </Text>
          )}
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button onClick={take} disabled={!now}>
            {t('builder.only_if.take')}
          </Button>
        </>
      }
    >
      <Text c="dimmed" mb="md">
        {t('builder.only_if.explain')}
      </Text>
      <Conditions product={product} value={value} onChange={setNow} attempted={attempted} />
    </SideDrawer>
  )
}
