// The baseline of the bot: it replies to every command at once, with what it was asked.
import { Client, Events, GatewayIntentBits } from 'discord.js';

const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  rest: { api: process.env.DISCORD_API_URL },
});
client.on(Events.InteractionCreate, (interaction) => {
  if (interaction.isChatInputCommand()) interaction.reply(interaction.options.getString('question'));
});
client.once(Events.ClientReady, () => console.log('Ready'));
process.once('SIGTERM', () => client.destroy().then(() => process.exit()));
await client.login(process.env.DISCORD_TOKEN);
