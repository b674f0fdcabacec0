import { expect, it } from 'vitest'
import { frameOf } from './rendered-message'

it('the text of an email comes behind a policy that lets nothing run or be fetched', () => {
  const frame = frameOf('<script>alert(1)</script><img src="https://example.com/seen.gif">')
  const policy = frame.indexOf("default-src 'none'")
  expect(policy).toBeGreaterThan(0)
  expect(policy).toBeLessThan(frame.indexOf('<script>'))
  expect(frame).not.toContain('script-src')
})
