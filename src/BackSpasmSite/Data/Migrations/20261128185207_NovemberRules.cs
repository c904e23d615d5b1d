using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BackSpasmSite.Data.Migrations
{
    /// <inheritdoc />
    public partial class NovemberRules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // The record is only ever added to, whoever holds the connection.
            migrationBuilder.Sql("CREATE TRIGGER AuditRecordsStay BEFORE DELETE ON AuditRecords BEGIN SELECT RAISE(ABORT, 'The record of who did what is only added to.'); END;");
            migrationBuilder.Sql("CREATE TRIGGER AuditRecordsKeep BEFORE UPDATE ON AuditRecords BEGIN SELECT RAISE(ABORT, 'The record of who did what is only added to.'); END;");
            // Reports that a correction closed, and that may have been opened again since, stay as they are.
            migrationBuilder.Sql("INSERT INTO RecordedCorrections (Report, Version, Closings) SELECT Reports.Id, Reports.Version, COUNT(*) FROM DeskEvents JOIN Reports ON Reports.Id = DeskEvents.Report WHERE DeskEvents.What = 'corrected it' GROUP BY Reports.Id, Reports.Version;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER AuditRecordsStay;");
            migrationBuilder.Sql("DROP TRIGGER AuditRecordsKeep;");
        }
    }
}
