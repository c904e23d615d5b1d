using BackSpasmSite.Hosting;

namespace BackSpasmSite.Email;

/// <summary>Registers this room.</summary>
internal static class MailRoom
{
    /// <summary>Sending what waits in the outbox.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services) => services.AddSingleton<Outbox>().AddSingleton<MailTroubles>().AddSupervised<MailSender>();
}
