namespace BackSpasmSite.Http;

/// <summary>Registers this room.</summary>
internal static class ClientsRoom
{
    public static IServiceCollection AddClients(this IServiceCollection services) => services.AddSingleton<ClientKeys>();
}
