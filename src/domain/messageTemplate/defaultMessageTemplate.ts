/** What simulated devices send until someone writes a template. */
export const defaultMessageTemplate = `{
  "deviceId": "{{deviceId}}",
  "messageId": {{counter}},
  "time": "{{now}}",
  "temperature": {{random 20 25}},
  "humidity": {{wave 55 75 60}}
}`;
