using System.Xml.Linq;
using BackSpasmSite.Data;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Accounts;

/// <summary>
/// Data Protection's keys in the database. If several replicas start on a new database, each of them makes a key, and none would know
/// the others' for a day: cookies of one would be refused by another. Only the first key is kept, and all of them use it.
/// </summary>
internal sealed class SharedKeys(IServiceProvider services, SerializedDatabase serializedDatabase, ILoggerFactory logs) : IXmlRepository
{
    private readonly EntityFrameworkCoreXmlRepository<SiteDbContext> _stored = new(services, logs);

    private volatile bool _wereNone;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var all = _stored.GetAllElements();
        _wereNone = all.Count == 0;
        return all;
    }

    /// <summary>Afterwards the caller reads all keys again, and finds the one to use.</summary>
    public void StoreElement(XElement element, string friendlyName) => serializedDatabase.WriteAsync(async open =>
    {
        if (_wereNone && await open.DataProtectionKeys.AnyAsync()) return false;
        open.Add(new DataProtectionKey { FriendlyName = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        return true;
    }).GetAwaiter().GetResult();
}
