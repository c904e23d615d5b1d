using System.Reflection;
using Xunit.v3;

[assembly: TestFramework(typeof(BackSpasmSite.Tests.WithOrWithoutPostgreSql))]

namespace BackSpasmSite.Tests;

/// <summary>Where PostgreSQL is not installed, one skipped test stands for all that need it, and says so in one line.</summary>
public sealed class WithOrWithoutPostgreSql(string? settings) : XunitTestFramework(settings)
{
    private readonly string? _settings = settings;

    protected override ITestFrameworkDiscoverer CreateDiscoverer(Assembly assembly) =>
        new Discoverer(new XunitTestAssembly(assembly, _settings, assemblyName: null, assemblyPath: null, targetFramework: null, uniqueID: null, version: null));

    private sealed class Discoverer(IXunitTestAssembly assembly) : XunitTestFrameworkDiscoverer(assembly)
    {
        protected override bool IsValidTestClass(Type type) => base.IsValidTestClass(type) && (PostgreSqlServer.IsInstalled || !PostgreSqlServer.IsFor(type));
    }
}

public sealed class PostgreSqlTests
{
    [Fact]
    public void The_tests_that_need_PostgreSQL_can_run() => PostgreSqlServer.Require();
}
