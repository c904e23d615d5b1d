using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BackSpasmSite.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Flood : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Reports_Passage",
                table: "Reports");

            migrationBuilder.CreateTable(
                name: "FeedbackHours",
                columns: table => new
                {
                    Hour = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Reports = table.Column<int>(type: "INTEGER", nullable: false),
                    Votes = table.Column<int>(type: "INTEGER", nullable: false),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FeedbackHours", x => x.Hour);
                });

            migrationBuilder.CreateTable(
                name: "FormPauses",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    Since = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FormPauses", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Reports_Passage",
                table: "Reports",
                columns: new[] { "Passage", "State", "Concern", "ReceivedAt", "Suspicion" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "FeedbackHours");

            migrationBuilder.DropTable(
                name: "FormPauses");

            migrationBuilder.DropIndex(
                name: "IX_Reports_Passage",
                table: "Reports");

            migrationBuilder.CreateIndex(
                name: "IX_Reports_Passage",
                table: "Reports",
                column: "Passage");
        }
    }
}
