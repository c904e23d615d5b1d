using Microsoft.AspNetCore.Identity;
using QRCoder;

namespace BackSpasmSite.Accounts;

/// <summary>Six digits from an app (TOTP, RFC 6238). Each works once, as section 5.2 requires.</summary>
internal sealed class OneTimeCodes : AuthenticatorTokenProvider<EditorAccount>
{
    private const string Provider = "desk";
    private const string Used = "used codes";

    /// <summary>Covers the five codes valid at a time: two 30 s steps before and after now.</summary>
    private const int Remembered = 10;

    public override async Task<bool> ValidateAsync(string purpose, string token, UserManager<EditorAccount> manager, EditorAccount user)
    {
        if (!await base.ValidateAsync(purpose, token, manager, user)) return false;
        var used = (await manager.GetAuthenticationTokenAsync(user, Provider, Used) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (used.Contains(token)) return false;
        // Of two requests with the same code at once, only one succeeds in changing the row.
        return (await manager.SetAuthenticationTokenAsync(user, Provider, Used, string.Join(' ', used.TakeLast(Remembered - 1).Append(token)))).Succeeded;
    }
}

/// <param name="Key">The secret, in base 32.</param>
internal sealed record AppKey(string Key, string Site, string Name)
{
    public string InGroups => string.Join(' ', Key.Chunk(4).Select(group => new string(group)));

    /// <summary>Google Authenticator's “Key URI Format”, which all apps understand.</summary>
    public string Address => $"otpauth://totp/{Uri.EscapeDataString(Site)}:{Uri.EscapeDataString(Name)}?secret={Key}&issuer={Uri.EscapeDataString(Site)}&digits=6&period=30";

    public string Svg()
    {
        using var data = QRCodeGenerator.GenerateQrCode(Address, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        return code.GetGraphic(4, "#000", "#fff", drawQuietZones: true, SvgQRCode.SizingMode.WidthHeightAttribute);
    }
}
