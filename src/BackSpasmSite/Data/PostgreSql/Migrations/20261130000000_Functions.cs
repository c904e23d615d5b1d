using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BackSpasmSite.Data.PostgreSql.Migrations;

/// <summary>Written by hand; the tables come from the migration before it.</summary>
[DbContext(typeof(PostgreSqlDbContext))]
[Migration("20261130000000_Functions")]
internal sealed class Functions : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(ServerFunctions.Create);
}
